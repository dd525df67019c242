import Experiments

/// How the choice at the decision square depends on how much of the cheese vector is added.
struct DoseExperiment: Experiment {
  static let name = "cheese-vector-dose"
  static let summary = "The choice at the decision square by the strength of the cheese vector."
  static let discussion = """
    Each level's own vector is added at its decision square, in every strength, and so are random vectors of the \
    same norm.

    EXAMPLES
      hookctl --plugin Plugins/CheeseVector cheese-vector-dose --out found
      hookctl --plugin Plugins/CheeseVector cheese-vector-dose --scale=-1 --scale 1 --draws 20
    """
  static let levels = "0..<100"

  @Option(help: "Strengths; repeatable. (default: -3 to 3 in steps of 0.5)") var scale: [Float] = []
  @OptionGroup var options: VectorOptions

  /// One strength with what came of it.
  private struct Row {
    let scale: Float
    let vector: CheeseChange
    let random: CheeseChange
  }

  func run(in lab: Lab) throws -> Findings {
    let scales = scale.isEmpty ? stride(from: Float(-3), through: 3, by: 0.5).map { $0 } : scale
    let site = SitePattern(options.site)
    let mazes = try lab.mazesWithDecision()
    let original = try lab.decisions(at: mazes, under: [Condition("original")])[0]
    var conditions = [Condition("original")]
    let rows = try lab.each(scales, { "scale \($0)" }) { scale in
      let here = [Condition("cheese vector, scale \(scale)") { Edit(site, CheeseVector(scale: scale)) }]
        + (0..<options.draws).map { draw in
          Condition("random vector \(draw), scale \(scale)") {
            Edit(site, MatchedRandomVector(scale: scale, draw: draw))
          }
        }
      conditions += here
      let decisions = try lab.decisions(at: mazes, under: here)
      return Row(
        scale: scale, vector: try CheeseChange(from: original, to: decisions[0], seed: lab.seed),
        random: try Self.random(from: original, decisions.dropFirst(), lab.seed))
    }
    return try findings(rows, VectorOptions.rule(mazes, of: lab), conditions)
  }

  /// All random vectors together: a maze's mean over them is one observation.
  private static func random(
    from original: [Decision], _ draws: ArraySlice<[Decision]>, _ seed: UInt64
  ) throws -> CheeseChange {
    try CheeseChange(from: draws.flatMap { _ in original }, to: draws.flatMap { $0 }, seed: seed)
  }

  private func findings(_ rows: [Row], _ rule: String, _ conditions: [Condition]) throws -> Findings {
    func series(_ name: String, _ part: (Row) -> CheeseChange, isReference: Bool = false) -> LineChart.Series {
      LineChart.Series(
        name,
        rows.map { LineChart.Point(Double($0.scale), part($0).probability.estimate, part($0).probability.range) },
        isReference: isReference)
    }
    return try Findings("The cheese vector at \(options.site), by strength", conditions: conditions) {
      rule
      "Each level's own vector, and \(options.draws) random vectors of its norm. Intervals are 95 % bootstrap intervals."
      DataTable("strengths", "Probability of the step towards the cheese, mean over levels", of: rows) {
        Column("scale", \.scale)
        Column("cheese vector", \.vector.probability.estimate)
        Column("low", \.vector.probability.lower)
        Column("high", \.vector.probability.upper)
        Column("towards corner", \.vector.corner)
        Column("random vectors", \.random.probability.estimate)
        Column("random low", \.random.probability.lower)
        Column("random high", \.random.probability.upper)
      }
      Picture(
        "dose", "Probability of the step towards the cheese by the strength of the cheese vector",
        LineChart(
          "Step towards the cheese", x: "factor of the vector", y: "probability at the decision square", range: 0...1,
          caption: [rule, "Bars: 95 % bootstrap intervals of the mean."],
          [series("cheese vector", \.vector), series("random vectors", \.random, isReference: true)]))
    }
  }
}
