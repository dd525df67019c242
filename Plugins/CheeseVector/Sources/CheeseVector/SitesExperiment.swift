import Experiments

/// Where in the network the cheese vector works.
struct SitesExperiment: Experiment {
  static let name = "cheese-vector-sites"
  static let summary = "The effect of the cheese vector at every convolution and residual sum."
  static let discussion = """
    Each level's own vector is subtracted at its decision square, at one site after the other, and so are random \
    vectors of the same norm.

    EXAMPLES
      hookctl --plugin Plugins/CheeseVector cheese-vector-sites --out found
    """
  static let levels = "0..<100"

  @Option(help: "Which sites.") var sites = "embedder.block*_out"
  @Option(help: "The strength.") var scale: Float = -1
  @Option(help: "How many random vectors to compare with.") var draws = 5

  func validate() throws {
    guard draws > 0, scale != 0 else { throw ValidationError("--draws must be at least 1, and --scale not 0.") }
  }

  private struct Row {
    let site: String
    let vector: CheeseChange
    let random: CheeseChange
  }

  func run(in lab: Lab) throws -> Findings {
    let mazes = try lab.mazesWithDecision()
    let original = try lab.decisions(at: mazes, under: [Condition("original")])[0]
    var conditions = [Condition("original")]
    let names = try SitePattern(sites).sites(in: lab.policy.graph).map(\.name)
      .filter { $0.hasSuffix("conv_out") || $0.hasSuffix("conv1_out") || $0.hasSuffix("conv2_out") || $0.hasSuffix("resadd_out") }
    guard !names.isEmpty else { throw ValidationError("--sites \(sites): no convolution or residual sum matches.") }
    let rows = try lab.each(names) { name in
      let site = SitePattern(name)
      let here = [Condition("cheese vector at \(name)") { Edit(site, CheeseVector(scale: scale)) }]
        + (0..<draws).map { draw in
          Condition("random vector \(draw) at \(name)") { Edit(site, MatchedRandomVector(scale: scale, draw: draw)) }
        }
      conditions += here
      let decisions = try lab.decisions(at: mazes, under: here)
      return Row(
        site: name, vector: try CheeseChange(from: original, to: decisions[0], seed: lab.seed),
        random: try CheeseChange(
          from: decisions.dropFirst().flatMap { _ in original }, to: decisions.dropFirst().flatMap { $0 }, seed: lab.seed))
    }
    let rule = VectorOptions.rule(mazes, of: lab)
    return try Findings("The cheese vector times \(scale), by site", conditions: conditions) {
      rule
      DataTable("sites", "Change of the probability of the step towards the cheese, mean over levels", of: rows) {
        Column("site", \.site)
        Column("cheese vector", \.vector.change.estimate)
        Column("low", \.vector.change.lower)
        Column("high", \.vector.change.upper)
        Column("random vectors", \.random.change.estimate)
        Column("random low", \.random.change.lower)
        Column("random high", \.random.change.upper)
      }
      Picture(
        "sites", "Change of the probability of the step towards the cheese by site",
        BarChart(
          "Cheese vector by site", label: "change of P(towards cheese)", series: ["cheese vector", "random vectors"],
          caption: [rule, "Bars: 95 % bootstrap intervals of the mean."],
          rows.map { row in
            BarChart.Group(
              String(row.site.trimmingPrefix("embedder.")),
              [row.vector, row.random].map { BarChart.Bar($0.change.estimate, $0.change.range) })
          }))
    }
  }
}
