import Experiments

/// Whether a vector that was captured on one level works on others.
struct TransferExperiment: Experiment {
  static let name = "cheese-vector-transfer"
  static let summary = "The cheese vector of one level, or the mean of many, on other levels."
  static let discussion = """
    A level's own vector, the vectors of other levels one at a time, and the mean over further levels that are not \
    among the targets are subtracted at the decision squares of the targets.

    EXAMPLES
      hookctl --plugin Plugins/CheeseVector cheese-vector-transfer --out found
      hookctl --plugin Plugins/CheeseVector cheese-vector-transfer --sources 20 --mean '5000..<5100'
    """
  static let levels = "0..<100"

  @OptionGroup var options: VectorOptions
  @Option(help: "The strength.") var scale: Float = -1
  @Option(help: "How many of the levels serve as sources of single vectors: the first that have a decision square.")
  var sources = 10
  @Option(help: "The levels of the mean vector.") var mean = "1000..<1100"

  func validate() throws {
    guard sources >= 0, scale != 0 else { throw ValidationError("--sources must be at least 0, and --scale not 0.") }
  }

  private struct Row {
    let name: String
    let change: CheeseChange
  }

  func run(in lab: Lab) throws -> Findings {
    let site = SitePattern(options.site)
    let mazes = try lab.mazesWithDecision()
    let names = mazes.prefix(sources).map { Int($0.currentLevelSeed) }
    let conditions = conditions(at: site, sources: names)
    let decisions = try lab.each(conditions, \.name) { condition in
      try lab.decisions(at: mazes, under: [condition])[0]
    }
    var rows = try (1..<3).map { index in
      Row(
        name: conditions[index].name,
        change: try CheeseChange(from: decisions[0], to: decisions[index], seed: lab.seed))
    }
    // A level on itself is no transfer.
    let others = names.indices.flatMap { source in
      mazes.indices.filter { Int(mazes[$0].currentLevelSeed) != names[source] }
        .map { (decisions[0][$0], decisions[source + 3][$0]) }
    }
    if !others.isEmpty {
      rows.append(
        Row(
          name: "another level (\(names.count) sources)",
          change: try CheeseChange(from: others.map(\.0), to: others.map(\.1), seed: lab.seed)))
    }
    let draws = decisions.dropFirst(3 + names.count)
    rows.append(
      Row(
        name: "random vectors",
        change: try CheeseChange(
          from: draws.flatMap { _ in decisions[0] }, to: draws.flatMap { $0 }, seed: lab.seed)))
    return try findings(rows, mazes, conditions, lab)
  }

  /// The original, the own vector, the mean vector, those of single levels, and random ones.
  @ListBuilder<Condition>
  private func conditions(at site: SitePattern, sources: [Int]) -> [Condition] {
    Condition("original")
    Condition("own level") { Edit(site, CheeseVector(scale: scale)) }
    Condition("mean of \(mean)") { Edit(site, CheeseVector(level: mean, scale: scale)) }
    for level in sources {
      Condition("level \(level)") { Edit(site, CheeseVector(level: "\(level)", scale: scale)) }
    }
    for draw in 0..<options.draws {
      Condition("random vector \(draw)") { Edit(site, MatchedRandomVector(scale: scale, draw: draw)) }
    }
  }

  private func findings(
    _ rows: [Row], _ mazes: [MazeState], _ conditions: [Condition], _ lab: Lab
  ) throws -> Findings {
    let rule = VectorOptions.rule(mazes, of: lab)
    return try Findings("Transfer of the cheese vector at \(options.site)", conditions: conditions) {
      rule
      DataTable("transfer", "Change of the probability of the step towards the cheese, mean over levels", of: rows) {
        Column("vector of", \.name)
        Column("change", \.change.change.estimate)
        Column("low", \.change.change.lower)
        Column("high", \.change.change.upper)
        Column("towards cheese", \.change.probability.estimate)
        Column("towards corner", \.change.corner)
      }
      Picture(
        "transfer", "Change of the probability of the step towards the cheese by the vector's source",
        BarChart(
          "Vectors of other levels", label: "change of P(towards cheese)",
          caption: [rule, "Bars: 95 % bootstrap intervals of the mean."],
          rows.map { BarChart.Group($0.name, [BarChart.Bar($0.change.change.estimate, $0.change.change.range)]) }))
    }
  }
}
