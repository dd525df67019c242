import HookKit
import Statistics

/// What many episodes come to: counts and steps for each variant, and where the variants part.
public struct RolloutSummary: Sendable {
  /// One variant's episodes.
  public struct Tally: Sendable {
    /// The variant's name.
    public let name: String
    /// How many episodes ended in each way.
    public fileprivate(set) var outcomes: [Episode.Outcome: Int] = [:]
    /// The same for each maze, by the place of its start.
    public fileprivate(set) var byMaze: [Int: [Episode.Outcome: Int]] = [:]
    /// The number of steps of every episode that reached the cheese.
    public fileprivate(set) var stepsToCheese: [Int] = []
    /// The number of all steps.
    public fileprivate(set) var steps = 0
    /// How many mazes have no decision square, each episode counted.
    public fileprivate(set) var withoutDecision = 0
    /// For each edit of the plan, at how many steps it acted.
    public fileprivate(set) var actedSteps: [Int] = []
    /// How many episodes part from that of the first variant.
    public fileprivate(set) var parted = 0
    /// For those, the step at which they do.
    public fileprivate(set) var partingSteps: [Int] = []

    /// The number of episodes.
    public var episodes: Int { outcomes.values.reduce(0, +) }

    /// How often episodes end in a way. Where there are several levels, these are what counts, and the interval allows for
    /// what episodes of one have in common; of one level, the episodes are.
    ///
    /// - Throws: `StatisticsError.tooFew` without episodes.
    public func rate(of outcome: Episode.Outcome, _ rule: IntervalRule = IntervalRule()) throws -> UnitEstimate {
      let counts = byMaze.keys.sorted().map { start in
        let ways = byMaze[start] ?? [:]
        return (successes: ways[outcome] ?? 0, trials: ways.values.reduce(0, +))
      }
      return try GroupedRate(counts: counts, of: "episodes of \(name)").estimate(rule, alone: "episode")
    }

    /// How many of the episodes ended in a way.
    public func count(_ outcome: Episode.Outcome) -> Int { outcomes[outcome] ?? 0 }
  }

  /// How much more often the episodes of a variant end in a way than those of the first one, in the mean over mazes: each
  /// maze's share minus the first variant's share there.
  ///
  /// - Throws: `StatisticsError.tooFew` without episodes.
  public func difference(
    of outcome: Episode.Outcome, for tally: Tally, _ rule: IntervalRule = IntervalRule()
  ) throws -> UnitEstimate {
    func shares(_ tally: Tally) -> [Double] {
      tally.byMaze.keys.sorted().compactMap { tally.byMaze[$0] }.map { ways in
        Double(ways[outcome] ?? 0) / Double(max(1, ways.values.reduce(0, +)))
      }
    }
    return try UnitEstimate(
      Sample(differences: shares(tally), minus: shares(tallies[0]), of: "episodes of \(tally.name)", in: 0...1), rule)
  }

  /// One for each variant, in their order.
  public private(set) var tallies: [Tally]

  /// No episodes yet.
  public init(variants: [String]) { tallies = variants.map { Tally(name: $0) } }

  /// Counts an episode.
  public mutating func add(_ episode: EpisodeRecord) {
    guard let index = tallies.firstIndex(where: { $0.name == episode.variant }) else { return }
    tallies[index].outcomes[episode.outcome, default: 0] += 1
    tallies[index].byMaze[episode.start, default: [:]][episode.outcome, default: 0] += 1
    tallies[index].steps += episode.steps
    if let step = episode.cheeseStep { tallies[index].stepsToCheese.append(step) }
    if episode.decisionSquare == nil { tallies[index].withoutDecision += 1 }
    if let step = episode.partsAt {
      tallies[index].parted += 1
      tallies[index].partingSteps.append(step)
    }
    let acted = tallies[index].actedSteps
    tallies[index].actedSteps = episode.actedSteps.enumerated().map { edit, steps in
      steps + (acted.indices.contains(edit) ? acted[edit] : 0)
    }
  }

  /// A rate with its interval, where it has one.
  private static func json(_ rate: UnitEstimate?) -> JSONValue {
    guard let rate else { return .null }
    let interval = rate.interval.map { interval in
      JSONValue.object([
        .init("low", .number(interval.lower)), .init("high", .number(interval.upper)),
        .init("level", .number(interval.level)), .init("method", .string(rate.method)),
        .init("n", .integer(rate.count)),
        .init("unit", .string(rate.unit)),
      ])
    }
    return .object([.init("value", .number(rate.estimate)), .init("interval", interval ?? .null)])
  }

  /// The summary as JSON.
  ///
  /// - Parameter rule: which numbers of levels or episodes have intervals.
  public func jsonValue(_ rule: IntervalRule = IntervalRule()) -> JSONValue {
    .array(
      tallies.map { tally in
        .object([
          .init("variant", .string(tally.name)), .init("episodes", .integer(tally.episodes)),
          .init(
            "outcomes",
            .object(Episode.Outcome.allCases.map { .init($0.rawValue, .integer(tally.count($0))) })),
          .init(
            "rates",
            .object(Episode.Outcome.allCases.map { .init($0.rawValue, Self.json(try? tally.rate(of: $0, rule))) })),
          .init("steps", .integer(tally.steps)),
          .init("medianStepsToCheese", tally.stepsToCheese.median.map { .number($0) } ?? .null),
          .init("withoutDecisionSquare", .integer(tally.withoutDecision)),
          .init("parted", .integer(tally.parted)),
          .init("medianPartingStep", tally.partingSteps.median.map { .number($0) } ?? .null),
          .init("actedSteps", .array(tally.actedSteps.map { .integer($0) })),
        ])
      })
  }
}

extension [Int] {
  /// The middle one, or the mean of the two in the middle; nil for none.
  package var median: Double? {
    guard !isEmpty else { return nil }
    let sorted = sorted()
    return (Double(sorted[(count - 1) / 2]) + Double(sorted[count / 2])) / 2
  }
}
