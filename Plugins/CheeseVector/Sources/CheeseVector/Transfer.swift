import Experiments

/// Whether a vector that was captured on some levels works on others.
struct Transfer: Experiment {
  static let name = "cheese-vector-transfer"
  static let summary = "The cheese vectors of other levels, and means over many, beside a level's own."
  static let discussion = """
    The sources of single vectors and of the mean are not among the levels that they are tried on.

    EXAMPLES
      hookctl --plugin Plugins/CheeseVector cheese-vector-transfer --out found
      hookctl --plugin Plugins/CheeseVector cheese-vector-transfer --sources 20 --mean '5000..<5100'
    """
  static let levels = "0..<30"
  private static let own = "its own level"

  @Option(help: "Where to add the vector.") var site = "embedder.block2.res1.resadd_out"
  @Option(help: "The strength.") var scale: Float = -1
  @Option(help: "How many single levels, from 1000 on, give a vector each.") var sources = 5
  @Option(help: "The levels whose mean vector is tried.") var mean = "1000..<1100"
  @Option(help: "How many random vectors to compare with.") var nulls = 10

  func run(in lab: Lab) throws -> Findings {
    let vectors = [Self.own, mean] + (1000..<1000 + sources).map(String.init)
    let sweep = try Sweep(
      on: lab.mazeSet, metrics: ["decision-square(towards: cheese)", "mean-total-variation"].map(lab.registry.metric),
      controls: Controls(.random, draws: nulls)
    ) {
      try Axis.seeds([lab.seed])
      try Axis.texts("vector of", vectors)
    } plan: { [site, scale] point in
      let source = try point.text("vector of")
      return Plan { Edit(SitePattern(site), CheeseVector(level: source == Self.own ? nil : source, scale: scale)) }
    }
    return try lab.results(of: sweep).findings(lab.intervals, title: "Transfer of the cheese vector at \(site)") {
      "\(lab.mazesText.prefix(1).uppercased() + lab.mazesText.dropFirst()); sources of vectors from 1000 on, which are none of them."
    }
  }
}

extension Transfer {
  func validate() throws {
    guard (0...1000).contains(sources) else { throw ValidationError("--sources is 0 to 1000.") }
    guard (0...10_000).contains(nulls) else { throw ValidationError("--nulls is 0 to 10000.") }
  }
}
