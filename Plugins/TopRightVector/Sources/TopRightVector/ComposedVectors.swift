import CheeseVector
import Experiments

/// Both vectors at once: is what they do together the sum of what each does?
struct ComposedVectors: Experiment {
  static let name = "composed-vectors"
  static let summary = "The cheese vector and the top-right vector in several strengths, alone and together."
  static let discussion = """
    Every level that does not fill the world gets its own vectors. How much more both do than the sum of what each does
    alone is asked at the last strength of each.

    EXAMPLES
      hookctl --plugin Plugins/TopRightVector composed-vectors --out found
      hookctl --plugin Plugins/TopRightVector composed-vectors --cheese=-1 --corner 1 --corner 2
    """
  static let levels = "0..<50"

  @Option(help: "Where to add the vectors.") var site = "embedder.block2.res1.resadd_out"
  @Option(help: "Factors of the cheese vector besides 0; repeatable. (default: -0.5 and -1)") var cheese: [Double] = []
  @Option(help: "Factors of the top-right vector besides 0; repeatable. (default: 1 and 2)") var corner: [Double] = []

  func run(in lab: Lab) throws -> Findings {
    let cheeses = [0] + (cheese.isEmpty ? [-0.5, -1] : cheese)
    let corners = [0] + (corner.isEmpty ? [1, 2] : corner)
    let rest = try lab.choosing("walls around the maze", TopRightVector.fits)
    let sweep = try Sweep(
      on: rest.mazeSet,
      metrics: ["decision-square(towards: corner)", "decision-square(towards: cheese)", "path-probability(to: corner)"]
        .map(lab.registry.metric)
    ) {
      try Axis.numbers("cheese", cheeses)
      try Axis.numbers("corner", corners)
    } plan: { [site = SitePattern(site)] point in
      try Plan {
        Edit(site, CheeseVector(scale: Float(try point.number("cheese"))))
        Edit(site, TopRightVector(scale: Float(try point.number("corner"))))
      }
    }
    let results = try rest.results(of: sweep)
    let more = try surplus(results, cheeses[cheeses.count - 1], corners[corners.count - 1], lab.intervals)
    return try results.findings(lab.intervals, title: "Cheese vector and top-right vector at \(site)") {
      "\(rest.levels.count) of \(lab.mazesText): all that do not fill the world."
      Measures("surplus", "Both at once, less the sum of each", intervals: "95 % interval over levels") { more }
    }
  }

  /// What both do together less what each does alone, level by level, for every metric.
  private func surplus(
    _ results: SweepResults, _ cheese: Double, _ corner: Double, _ rule: IntervalRule
  ) throws -> [Measure] {
    try results.metrics.indices.compactMap { metric -> Measure? in
      func effects(_ cheese: Double, _ corner: Double) throws -> [Int: Double] {
        try results.values(
          of: metric,
          where: ["cheese": Axis.Value.number(cheese).text, "corner": Axis.Value.number(corner).text])
      }
      let (both, first, second) = try (effects(cheese, corner), effects(cheese, 0), effects(0, corner))
      let levels = both.keys.sorted().filter { first[$0] != nil && second[$0] != nil }
      guard !levels.isEmpty else { return nil }
      let one = results.metrics[metric].possibleRange
      let surplus = try Sample(
        levels.map { (both[$0] ?? 0) - ((first[$0] ?? 0) + (second[$0] ?? 0)) },
        in: one.lowerBound - 2 * one.upperBound...one.upperBound - 2 * one.lowerBound)
      return Measure(
        "\(results.metrics[metric].name), cheese \(cheese), corner \(corner)", try UnitEstimate(surplus, rule))
    }
  }
}
