import Experiments

/// Whether the vector of another level works when its cheese lies on the same square, and when it does not.
struct Shifted: Experiment {
  static let name = "cheese-vector-shifted"
  static let summary = "Cheese vectors of other levels, the cheese on the same square or some squares away."
  static let discussion = """
    Every level gets the vector of one random other level, whose cheese is put on the square of its own, or so many squares
    away (rows plus columns, in the picture), beside random vectors of the same norm.

    EXAMPLES
      hookctl --plugin Plugins/CheeseVector cheese-vector-shifted --out found
      hookctl --plugin Plugins/CheeseVector cheese-vector-shifted --shifts 0..6 --nulls 20
    """
  static let levels = "0..<50"

  @Option(help: "Where to add the vector.") var site = "embedder.block2.res1.resadd_out"
  @Option(help: "How many squares the cheese is shifted: 0,1,2 or 0..6/2.") var shifts = "0,1,2,4,6"
  @Option(help: "The strength.") var scale: Float = -1
  @Option(help: "The levels that the other level is drawn from.") var from = "10000..<20000"
  @Option(help: "How many random vectors to compare with.") var nulls = 10

  func run(in lab: Lab) throws -> Findings {
    try lab.sweep(
      ["shifted-cheese-vector(shift: {\(shifts)}, from: \(from), scale: \(scale))@\(site)"],
      metrics: ["decision-square(towards: cheese)", "mean-total-variation"], nulls: nulls, controls: [.random]
    ).findings(lab.intervals, title: "Cheese vectors of other levels at \(site), by the place of their cheese")
  }
}
