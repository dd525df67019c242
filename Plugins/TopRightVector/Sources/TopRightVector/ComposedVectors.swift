import CheeseVector
import Experiments

/// Both vectors at once: is what they do together the sum of what each does?
struct ComposedVectors: Experiment {
  static let name = "composed-vectors"
  static let summary = "The cheese vector subtracted, the top-right vector added, and both."
  static let discussion = """
    Each level's own vectors, at its decision square.

    EXAMPLES
      hookctl --plugin Plugins/TopRightVector composed-vectors --out found
    """
  static let levels = "0..<100"

  @Option(help: "Where to add the vectors.") var site = "embedder.block2.res1.resadd_out"
  @Option(help: "Factor of the cheese vector.") var cheese: Float = -1
  @Option(help: "Factor of the top-right vector.") var corner: Float = 1

  private struct Row {
    let name: String
    let choice: Choice
  }

  func run(in lab: Lab) throws -> Findings {
    let (mazes, rule) = try lab.mazesWithRoom()
    let place = SitePattern(site)
    let cheesePlan = Plan { Edit(place, CheeseVector(scale: cheese)) }
    let cornerPlan = Plan { Edit(place, TopRightVector(scale: corner)) }
    let conditions = [
      Condition("original"), Condition("cheese vector", cheesePlan), Condition("top-right vector", cornerPlan),
      Condition("both", cheesePlan + cornerPlan),
    ]
    lab.progress("\(conditions.count) conditions on \(mazes.count) levels")
    let decisions = try lab.decisions(at: mazes, under: conditions)
    let rows = try conditions.indices.map { index in
      Row(
        name: conditions[index].name,
        choice: try Choice(decisions[index], from: decisions[0], seed: lab.seed))
    }
    // What is more than the sum of the two, level by level.
    let surplus = mazes.indices.map { maze in
      let change = decisions.map { $0[maze].probabilities.towardsCorner - decisions[0][maze].probabilities.towardsCorner }
      return change[3] - change[1] - change[2]
    }
    let more = try Bootstrap(seed: lab.seed).mean(of: Sample(surplus))
    return try Findings("Cheese vector and top-right vector at \(site)", conditions: conditions) {
      rule
      DataTable("conditions", "Probabilities at the decision square, mean over levels", of: rows) {
        Column("condition", \.name)
        Column("towards cheese", \.choice.cheese.estimate)
        Column("towards corner", \.choice.corner.estimate)
        Column("other", \.choice.other.estimate)
        Column("change towards corner", \.choice.cornerChange.estimate)
        Column("low", \.choice.cornerChange.lower)
        Column("high", \.choice.cornerChange.upper)
      }
      Measures("surplus", "More than the sum of the two", intervals: "95 % bootstrap interval") {
        Measure("change towards corner, both minus each", more, of: mazes.count)
      }
      Picture(
        "composed", "Probabilities at the decision square under each vector and both",
        BarChart(
          "One vector, and both", label: "probability at the decision square",
          series: ["towards cheese", "towards corner"], range: 0...1,
          caption: [rule, "Bars: 95 % bootstrap intervals of the mean."],
          rows.map { row in
            .init(
              row.name,
              [row.choice.cheese, row.choice.corner].map { BarChart.Bar($0.estimate, $0.range) })
          }))
    }
  }
}
