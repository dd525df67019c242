import Experiments

/// How the field depends on how much of the cheese vector is added.
struct Dose: Experiment {
  static let name = "cheese-vector-dose"
  static let summary = "The effect of the cheese vector by its strength, beside random vectors of the same norm."
  static let discussion = """
    Every level gets its own vector, in every strength, and in every strength random vectors of the same norm.

    EXAMPLES
      hookctl --plugin Plugins/CheeseVector cheese-vector-dose --out found
      hookctl --plugin Plugins/CheeseVector cheese-vector-dose --levels 0..<20 --scales=-1,1 --nulls 20
    """
  static let levels = "0..<50"

  @Option(help: "Where to add the vector.") var site = "embedder.block2.res1.resadd_out"
  @Option(help: "Strengths: -1,1 or -2..2/0.5.") var scales = "-2..2/0.5"
  @Option(help: "How many random vectors to compare with.") var nulls = 10

  func run(in lab: Lab) throws -> Findings {
    try lab.sweep(
      ["cheese-vector(scale: {\(scales)})@\(site)"],
      metrics: ["decision-square(towards: cheese)", "decision-square(towards: corner)", "mean-total-variation"],
      nulls: nulls, controls: [.random]
    ).findings(lab.intervals, title: "The cheese vector at \(site), by strength")
  }
}
