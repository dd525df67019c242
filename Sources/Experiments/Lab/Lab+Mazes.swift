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
    return numbers.number(of: state, in: mazeSet) ?? level
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
  /// - Throws: `MazeSetError.nothing` when none does: an experiment over nothing has no result.
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
  public func nothing(_ wanted: String) -> any ExplainedError { MazeSetError.nothing(of: mazesText, wanted: wanted) }

  /// The same lab with only those of its mazes that meet a condition, for sweeps.
  ///
  /// - Throws: `MazeSetError.nothing` when none does.
  public func choosing(_ wanted: String, _ isIncluded: (Maze) -> Bool) throws -> Lab {
    _ = try mazes(limit: 1, where: wanted, isIncluded)
    return with(policy, try mazeSet.filtered(wanted) { isIncluded($1.maze) })
  }

  /// The lab's mazes that have a decision square: those where cheese and corner can be told apart.
  public func mazesWithDecision(limit: Int = .max) throws -> [MazeState] {
    try mazes(limit: limit, where: "a decision square") { $0.decisionSquare != nil }
  }
}
