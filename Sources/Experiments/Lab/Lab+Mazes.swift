import HookKit
import MazeEnv
import MazeLab

extension Lab {
  /// The fresh environment of a level, in the lab's mode.
  public func maze(_ level: Int) throws -> MazeState { try MazeState(level: level, mode: mode) }

  /// The environments of the lab's levels that meet a condition, in their order.
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
    for level in levels where found.count < limit {
      let state = try maze(level)
      if isIncluded(state.maze) { found.append(state) }
    }
    guard !found.isEmpty else { throw LabError.noLevels(of: levels, wanted: wanted) }
    return found
  }

  /// The same lab with only those of its levels whose mazes meet a condition, for sweeps.
  ///
  /// - Throws: ``LabError/noLevels(of:wanted:)`` when none does.
  public func choosing(_ wanted: String, _ isIncluded: (Maze) -> Bool) throws -> Lab {
    let chosen = try mazes(where: wanted, isIncluded).map { Int($0.currentLevelSeed) }
    return Lab(
      policy: policy, renderer: renderer, mode: mode, levels: chosen, seed: seed, facing: facing, registry: registry,
      folder: folder, intervals: intervals, progress: { report in progress(report) })
  }

  /// The environments of the lab's levels that have a decision square: those where cheese and corner can be told apart.
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
