import Experiments

/// Do the channels in which the cheese shows carry where it is, and nothing else that matters?
struct ScrubbingExperiment: Experiment {
  static let name = "cheese-scrubbing"
  static let summary = "Cheese channels replaced by those of mazes with the cheese on the same or another square."
  static let discussion = """
    If channels carry nothing that matters but the cheese's square, replacing them by those of random mazes with \
    the cheese on the same square changes little, and with it elsewhere much. Random channels, as many, are the \
    control. Measured at the decision square: the total variation distance of what the policy does, and how often \
    its likeliest step changes.

    EXAMPLES
      hookctl --plugin Plugins/CheeseScrubbing cheese-scrubbing --out found
      hookctl --plugin Plugins/CheeseScrubbing cheese-scrubbing --count 8 --levels 0..<500
    """
  static let levels = "0..<300"

  @Option(help: "Where to edit.") var site = "embedder.block2.res1.resadd_out"
  @Option(help: "Which channels; repeatable. (default: those in which the cheese shows most)") var channels: [Int] = []
  @Option(help: "How many channels, when none are named.") var count = 4
  @Option(help: "How many sets of random channels.") var draws = 5
  @Option(help: "The levels that channels are chosen on.") var training = "1000..<1100"
  @Option(help: "The levels that other mazes are drawn from.") var donors = "10000..<10500"

  func validate() throws {
    guard count > 0, draws > 0 else { throw ValidationError("--count and --draws must be at least 1.") }
  }

  /// What replacing some channels did.
  private struct Row {
    let channels: String
    let cheese: String
    let distance: ConfidenceInterval
    let changed: Rate
    let interval: ConfidenceInterval
    let cheeseChange: ConfidenceInterval

    init(_ channels: String, _ cheese: ScrubCheese.Placement, from original: [Decision], to patched: [Decision], seed: UInt64)
      throws
    {
      (self.channels, self.cheese) = (channels, cheese.rawValue)
      let bootstrap = Bootstrap(seed: seed)
      let pairs = Array(zip(original, patched))
      distance = try bootstrap.mean(of: Sample(pairs.map { $0.groups.totalVariation(to: $1.groups) }))
      changed = try Rate(of: pairs.map { $0.greedy != $1.greedy })
      interval = try changed.interval()
      cheeseChange = try bootstrap.mean(
        of: Sample(pairs.map { $1.probabilities.towardsCheese - $0.probabilities.towardsCheese }))
    }
  }

  func run(in lab: Lab) throws -> Findings {
    let mazes = try lab.mazesWithDecision()
    let chosen = try chosenChannels(in: lab)
    let total = try lab.site(SitePattern(site)).shape[0]
    let others = (0..<total).filter { !chosen.contains($0) }
    let random = (0..<draws).map { draw in
      var stream = lab.random("channels", draw)
      return Self.draw(min(chosen.count, others.count), of: others, &stream)
    }
    let sets: [(name: String, sets: [[Int]])] = [
      ("cheese channels", [chosen]), ("random channels", random), ("all channels", [Array(0..<total)]),
    ]
    var conditions = [Condition("original")]
    let original = try lab.decisions(at: mazes, under: conditions)[0]
    var rows: [Row] = []
    for set in sets where set.sets.contains(where: { !$0.isEmpty }) {
      for cheese in ScrubCheese.Placement.allCases {
        lab.progress("\(set.name), cheese \(cheese.rawValue)")
        let here = set.sets.enumerated().map { number, channels in
          Condition("\(set.name) \(number), cheese \(cheese.rawValue)") {
            Edit(
              SitePattern(site), ScrubCheese(cheese: cheese, donors: donors), on: .indices([.positions(channels)]))
          }
        }
        conditions += here
        let decisions = try lab.decisions(at: mazes, under: here)
        rows.append(
          try Row(
            set.name, cheese, from: decisions.flatMap { _ in original }, to: decisions.flatMap { $0 }, seed: lab.seed))
      }
    }
    return try findings(rows, chosen, mazes, conditions, lab)
  }

  private func chosenChannels(in lab: Lab) throws -> [Int] {
    guard channels.isEmpty else { return channels.sorted() }
    guard let wanted = try LevelSpecification("levels \(training)") else {
      throw ValidationError("--training \(training) names no levels.")
    }
    lab.progress("choosing channels on levels \(training)")
    return try lab.cheeseChannels(at: SitePattern(site), of: wanted.levels.map { try lab.maze($0) })
      .prefix(count).map(\.channel).sorted()
  }

  private static func draw(_ count: Int, of channels: [Int], _ stream: inout RandomStream) -> [Int] {
    var free = channels
    return (0..<count).map { _ in free.remove(at: stream.index(below: free.count)) }.sorted()
  }

  private func findings(
    _ rows: [Row], _ chosen: [Int], _ mazes: [MazeState], _ conditions: [Condition], _ lab: Lab
  ) throws -> Findings {
    let rule = "\(mazes.count) of \(lab.levels.count) levels: all of \(lab.levels[0]) to "
      + "\(lab.levels[lab.levels.count - 1]) that have a decision square, none left out."
    return try Findings("Causal scrubbing of cheese channels at \(site)", conditions: conditions) {
      rule
      "Cheese channels: \(chosen.map(String.init).joined(separator: ", ")), chosen on levels \(training) by how much the cheese changes them."
      DataTable("scrubbing", "At the decision square", of: rows) {
        Column("replaced", \.channels)
        Column("cheese on the square", \.cheese)
        Column("total variation", \.distance.estimate)
        Column("low", \.distance.lower)
        Column("high", \.distance.upper)
        Column("likeliest step changes", \.changed.fraction)
        Column("from", \.interval.lower)
        Column("to", \.interval.upper)
        Column("change towards cheese", \.cheeseChange.estimate)
        Column("n", \.changed.trials)
      }
      Picture(
        "scrubbing", "How often the likeliest step at the decision square changes",
        BarChart(
          "The likeliest step changes", label: "rate over levels", range: 0...1,
          caption: [rule, "Bars: Wilson 95 % intervals."],
          rows.map {
            .init("\($0.channels), \($0.cheese)", [.init($0.changed.fraction, $0.interval.range)])
          }))
    }
  }
}
