import Experiments

/// How the choice at the decision square depends on how much of the top-right vector is added.
struct TopRightDose: Experiment {
  static let name = "top-right-vector-dose"
  static let summary = "The choice at the decision square by the strength of the top-right vector."
  static let discussion = """
    Each level's own vector is added at its decision square, in every strength.

    EXAMPLES
      hookctl --plugin Plugins/TopRightVector top-right-vector-dose --out found
    """
  static let levels = "0..<100"

  @Option(help: "Where to add the vector.") var site = "embedder.block2.res1.resadd_out"
  @Option(help: "Strengths; repeatable. (default: -3 to 3 in steps of 0.5)") var scale: [Float] = []

  private struct Row {
    let scale: Float
    let choice: Choice
  }

  func run(in lab: Lab) throws -> Findings {
    let scales = scale.isEmpty ? stride(from: Float(-3), through: 3, by: 0.5).map { $0 } : scale
    let (mazes, rule) = try lab.mazesWithRoom()
    let conditions = [Condition("original")] + scales.map { scale in
      Condition("scale \(scale)") { Edit(SitePattern(site), TopRightVector(scale: scale)) }
    }
    lab.progress("\(conditions.count) conditions on \(mazes.count) levels")
    let decisions = try lab.decisions(at: mazes, under: conditions)
    let rows = try scales.enumerated().map { number, scale in
      Row(scale: scale, choice: try Choice(decisions[number + 1], from: decisions[0], seed: lab.seed))
    }
    func series(_ name: String, _ part: (Choice) -> ConfidenceInterval) -> LineChart.Series {
      .init(name, rows.map { .init(Double($0.scale), part($0.choice).estimate, part($0.choice).range) })
    }
    return try Findings("The top-right vector at \(site), by strength", conditions: conditions) {
      rule
      DataTable("strengths", "Probabilities at the decision square, mean over levels", of: rows) {
        Column("scale", \.scale)
        Column("towards corner", \.choice.corner.estimate)
        Column("low", \.choice.corner.lower)
        Column("high", \.choice.corner.upper)
        Column("towards cheese", \.choice.cheese.estimate)
        Column("other", \.choice.other.estimate)
      }
      Picture(
        "dose", "Probabilities at the decision square by the strength of the top-right vector",
        LineChart(
          "Choice at the decision square", x: "factor of the top-right vector", y: "probability", range: 0...1,
          caption: [rule, "Bars: 95 % bootstrap intervals of the mean."],
          [series("towards corner", \.corner), series("towards cheese", \.cheese), series("other", \.other)]))
    }
  }
}
