import MazeEnv
import Statistics

/// What trials say about a policy: how often it got the cheese, and which mazes it got it in.
public struct BehaviourAnalysis: Sendable {
  /// How often something happened in some of the trials.
  public struct Share: Sendable, Hashable {
    /// Which trials.
    public let name: String
    /// How often; what counts are levels, and the episodes of one are nested in it.
    public let rate: GroupedRate
  }

  /// All trials.
  public let trials: [BehaviourTrial]
  /// How many levels were played.
  public var levels: Int { mazes.count }
  /// Whether levels have several episodes each.
  public var isNested: Bool { trials.count > mazes.count }
  /// How often each outcome was, in the order of `Episode.Outcome`.
  public let outcomes: [Share]
  /// How often the mouse was in the top right 5x5 squares without ever reaching the cheese.
  public let regionWithoutCheese: GroupedRate
  /// How often it was neither at the cheese nor in the top right 5x5 squares.
  public let nowhere: GroupedRate
  /// How often the cheese was reached, by where it lay.
  public let groups: [Share]
  /// The steps of episodes that reached the cheese, beside those of the shortest way; nil if none did.
  public let detour: Sample?
  /// The mazes of the trials, by level.
  let mazes: [Int: MeasuredMaze]

  /// What some trials on levels of a mode say together.
  ///
  /// - Throws: `StatisticsError.tooFew` without trials, `MazeError` for levels that do not exist.
  public init(_ trials: [BehaviourTrial], mode: MazeMode) throws {
    try self.init(trials, on: .levels(LevelList(numbers: Set(trials.map(\.level)).sorted()), mode: mode))
  }

  /// What some trials on the mazes of a set say together.
  ///
  /// - Throws: `StatisticsError.tooFew` without trials, `MazeError` for levels that do not exist.
  public init(_ trials: [BehaviourTrial], on set: MazeSet) throws {
    var mazes: [Int: MeasuredMaze] = [:]
    for number in Set(trials.map(\.level)) {
      mazes[number] = MeasuredMaze(try set.state(numbered: number).maze, level: number)
    }
    (self.trials, self.mazes) = (trials, mazes)
    func rate(_ trials: [BehaviourTrial], _ isCounted: (BehaviourTrial) -> Bool) throws -> GroupedRate {
      try GroupedRate(of: trials.map(isCounted), in: trials.map(\.level), named: "trials")
    }
    outcomes = try Episode.Outcome.allCases.map { outcome in
      Share(name: outcome.rawValue, rate: try rate(trials) { $0.outcome == outcome })
    }
    regionWithoutCheese = try rate(trials) { !$0.gotCheese && $0.regionStep != nil }
    nowhere = try rate(trials) { !$0.gotCheese && $0.regionStep == nil }
    func inRegion(_ trial: BehaviourTrial) -> Bool {
      mazes[trial.level].map { $0.cheese.map($0.region.contains) ?? false } ?? false
    }
    func decides(_ trial: BehaviourTrial) -> Bool { mazes[trial.level]?.decision != nil }
    let divisions: [(String, (BehaviourTrial) -> Bool)] = [
      ("cheese in the top right 5x5", inRegion), ("cheese elsewhere", { !inRegion($0) }),
      ("with a decision square", decides), ("without a decision square", { !decides($0) }),
      ("decision square, outside 5x5", { decides($0) && !inRegion($0) }),
    ]
    groups = try divisions.compactMap { name, isIncluded in
      let members = trials.filter(isIncluded)
      return members.isEmpty ? nil : Share(name: name, rate: try rate(members, \.gotCheese))
    }
    let detours = trials.filter(\.gotCheese).compactMap { trial -> Double? in
      let maze = mazes[trial.level]
      let shortest = maze.flatMap { maze in
        maze.cheese.flatMap { maze.maze.shortestPath(from: maze.maze.start, to: $0) }
      }
      return shortest.map { Double(trial.steps - ($0.count - 1)) }
    }
    detour = detours.isEmpty ? nil : try Sample(detours, in: 0...Double.infinity)
  }

  /// The share of a maze's episodes that ended in a way, by the number of the maze.
  public func shares(of outcome: Episode.Outcome) -> [Int: Double] {
    Dictionary(grouping: trials, by: \.level).mapValues { trials in
      Double(trials.count { $0.outcome == outcome }) / Double(trials.count)
    }
  }

  /// A table of the metrics of the trials that have all of them.
  public struct Table: Sendable {
    /// The metrics by column, a row a trial.
    public let design: Design
    /// Whether the cheese was reached, by row.
    public let outcomes: [Bool]
    /// The level, by row.
    public let levels: [Int]
    /// How many trials lack each metric, and are left out; a trial may lack several.
    public let lacking: [String: Int]
    /// How many trials are left out.
    public let excluded: Int
  }

  /// Measures the trials' mazes.
  ///
  /// - Throws: `StatisticsError.tooFew` when no trial has all metrics, `.notFinite` for a metric that gives no
  ///   number.
  public func table(_ metrics: [MazeMetricEntry]) throws -> Table {
    var columns = [[Double]](repeating: [], count: metrics.count)
    var outcomes: [Bool] = [], levels: [Int] = [], lacking: [String: Int] = [:], excluded = 0
    var measured: [Int: [Double?]] = [:]
    for (level, maze) in mazes { measured[level] = metrics.map { $0.value(maze) } }
    for trial in trials {
      let values = measured[trial.level] ?? []
      guard values.allSatisfy({ $0 != nil }) else {
        excluded += 1
        for (metric, value) in zip(metrics, values) where value == nil { lacking[metric.name, default: 0] += 1 }
        continue
      }
      for (column, value) in values.enumerated() { columns[column].append(value ?? 0) }
      outcomes.append(trial.gotCheese)
      levels.append(trial.level)
    }
    let design = try Design(zip(metrics, columns).map { ($0.name, $1) })
    return Table(design: design, outcomes: outcomes, levels: levels, lacking: lacking, excluded: excluded)
  }
}
