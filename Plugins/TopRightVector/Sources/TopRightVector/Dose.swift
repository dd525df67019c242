import Experiments

/// How the way to the corner depends on how much of the top-right vector is added.
struct Dose: Experiment {
  static let name = "top-right-vector-dose"
  static let summary = "The effect of the top-right vector by its strength, beside random vectors of the same norm."
  static let discussion = """
    Every level that does not fill the world gets its own vector, in every strength.

    EXAMPLES
      hookctl --plugin Plugins/TopRightVector top-right-vector-dose --out found
    """
  static let levels = "0..<50"

  @Option(help: "Where to add the vector.") var site = "embedder.block2.res1.resadd_out"
  @Option(help: "Strengths: -1,1 or -2..4/0.5.") var scales = "-2..4"
  @Option(help: "How many random vectors to compare with.") var nulls = 10

  func run(in lab: Lab) throws -> Findings {
    let rest = try lab.choosing("walls around the maze", TopRightVector.fits)
    return try rest.sweep(
      ["top-right-vector(scale: {\(scales)})@\(site)"],
      metrics: ["path-probability(to: corner)", "decision-square(towards: corner)", "mean-total-variation"],
      nulls: nulls, controls: [.random]
    ).findings(lab.intervals, title: "The top-right vector at \(site), by strength") {
      "\(rest.levels.count) of \(lab.mazesText): all that do not fill the world."
    }
  }
}
