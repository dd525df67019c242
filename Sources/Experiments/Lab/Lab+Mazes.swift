import HookKit
import MazeEnv
import MazeLab

extension Lab {
  /// The fresh environment of a level, in the lab's mode.
  public func maze(_ level: Int) throws -> MazeState { try MazeState(level: level, mode: mode) }

  /// What a finding calls one of the lab's mazes: the number of its level, or its place among the files.
  public func number(of state: MazeState) -> Int {
    let level = Int(state.currentLevelSeed)
    guard !mazeSet.isOfLevels else { return level }
    return mazeSet.numbers.first { (try? mazeSet.state(numbered: $0).bytes) == state.bytes } ?? level
  }

  /// What a sentence calls one of the lab's mazes: "Level 8", or the name of its file.
  public func name(of state: MazeState) -> String {
    mazeSet.isOfLevels ? "Level \(state.currentLevelSeed)" : mazeSet.name(of: number(of: state))
  }

  /// The lab's mazes in words: "levels 0..<50", "3 mazes of boards/*.maze", with what is changed in them.
  public var mazesText: String {
    mazeSet.isOfLevels && mazeSet.change.steps.isEmpty ? "levels \(levelsText)" : mazeSet.description
  }

  /// The lab's mazes that meet a condition, in their order.
  ///
  /// - Parameters:
  ///   - limit: stop when there are so many.
  ///   - wanted: the condition in words, for the error.
  ///   - isIncluded: whether a maze meets it.
  /// - Throws: ``LabError/noLevels(of:wanted:)`` when none does: an experiment over nothing has no result.
  public func mazes(
    limit: Int = .max, where wanted: String = "any", _ isIncluded: (Maze) -> Bool = { _ in true }
  ) throws -> [MazeState] {
    var found: [MazeState] = []
    for number in mazeSet.numbers where found.count < limit {
      let state = try mazeSet.state(numbered: number)
      if isIncluded(state.maze) { found.append(state) }
    }
    guard !found.isEmpty else { throw nothing(wanted) }
    return found
  }

  /// The error that none of the lab's mazes is what an experiment needs.
  public func nothing(_ wanted: String) -> any ExplainedError {
    mazeSet.isOfLevels && mazeSet.change.steps.isEmpty
      ? LabError.noLevels(of: levels, wanted: wanted) : MazeSetError.nothing(of: mazeSet.description, wanted: wanted)
  }

  /// The same lab with only those of its mazes that meet a condition, for sweeps.
  ///
  /// - Throws: ``LabError/noLevels(of:wanted:)`` when none does.
  public func choosing(_ wanted: String, _ isIncluded: (Maze) -> Bool) throws -> Lab {
    _ = try mazes(limit: 1, where: wanted, isIncluded)
    let chosen = try mazeSet.filtered(wanted) { isIncluded($1.maze) }
    return Lab(
      policy: policy, renderer: renderer, set: chosen, choice: choice, seed: seed, facing: facing, registry: registry,
      folder: folder, intervals: intervals, progress: { progress($0) }, note: { note($0) })
  }

  /// The lab's mazes that have a decision square: those where cheese and corner can be told apart.
  public func mazesWithDecision(limit: Int = .max) throws -> [MazeState] {
    try mazes(limit: limit, where: "a decision square") { $0.decisionSquare != nil }
  }
}

/// Something that a lab cannot do.
public enum LabError: ExplainedError, Hashable {
  /// No level is of the wanted kind.
  case noLevels(of: [Int], wanted: String)

  public var explanation: Explanation {
    switch self {
    case .noLevels(let levels, let wanted):
      Explanation(
        .usage, levels.isEmpty ? "no levels" : "levels \(Self.span(levels))",
        "none of them is what the experiment needs: \(wanted)", try: "name other levels: --levels 0-99")
    }
  }

  private static func span(_ levels: [Int]) -> String {
    guard let first = levels.first, let last = levels.last, levels.count > 3 else {
      return levels.map(String.init).joined(separator: ", ")
    }
    return "\(first) to \(last)"
  }
}
