import HookKit
import MazeEnv
import MazeLab

/// Levels that meet conditions: what `hookctl maze find` looks for.
public struct LevelSearch {
  /// The levels to look at.
  public let levels: LevelList
  /// Their distribution.
  public let mode: MazeMode
  /// What must hold, all of it.
  private let conditions: [MazeCondition]
  /// How many levels are enough; nil for ``most``.
  public let limit: Int?

  /// More levels than this are found only on request: a million.
  public static let most = 1_000_000

  /// A search.
  ///
  /// - Parameters:
  ///   - levels: the levels to look at.
  ///   - mode: their distribution.
  ///   - conditions: what must hold, all of it: "size=13", "decision-square".
  ///   - registry: the metrics of mazes that conditions name.
  ///   - limit: how many levels are enough; nil for ``most``.
  /// - Throws: what is wrong with the conditions.
  public init(
    _ levels: LevelList, mode: MazeMode = .hard, where conditions: [String], in registry: Registry, limit: Int? = nil
  ) throws {
    (self.levels, self.mode, self.limit) = (levels, mode, limit)
    self.conditions = try MazeCondition.all(conditions, registry)
  }

  /// The levels, and how many were looked at.
  ///
  /// - Parameters:
  ///   - progress: told now and then how far it is.
  ///   - isStopped: asked before each level whether to go no further.
  /// - Complexity: some ten microseconds a level, and what the conditions take.
  public func found(
    progress: (ProgressReport) -> Void = { _ in }, isStopped: () -> Bool = { false }
  ) throws -> (levels: [FoundLevel], looked: Int) {
    var found: [FoundLevel] = []
    for (looked, level) in levels.enumerated() {
      if looked % 100 == 0 {
        progress(ProgressReport("looking, \(found.count.grouped) found", looked, of: levels.count, "levels"))
      }
      if found.count >= limit ?? Self.most || isStopped() { return (found, looked) }
      let maze = MeasuredMaze(try Maze(level: level, mode: mode), level: level)
      if conditions.allSatisfy({ $0.holds(for: maze) }) { found.append(FoundLevel(maze)) }
    }
    return (found, levels.count)
  }
}
