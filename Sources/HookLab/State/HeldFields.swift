import HookKit
import MazeEnv
import MazeLab

/// The last fields without edits: while edits change, they stay what they are.
final class HeldFields: Sendable {
  /// What such a field depends on.
  struct Key: Hashable, Sendable {
    /// With the mouse on the first of its squares: a field has it on all of them.
    let maze: Maze
    let level: Int32
    let facing: FieldFacing
    let model: Int

    init(_ state: MazeState, facing: FieldFacing, model: Int) {
      var maze = state.maze
      if let square = maze.legalSquares.first { try? maze.placeMouse(at: square) }
      (self.maze, level, self.facing, self.model) = (maze, state.currentLevelSeed, facing, model)
    }
  }

  /// Some for each of a few pages.
  private static let most = 8

  /// The newest one last.
  private let fields = Locked<[(key: Key, field: VectorField)]>([])

  subscript(key: Key) -> VectorField? { fields.withLock { fields in fields.last { $0.key == key }?.field } }

  func keep(_ field: VectorField, for key: Key) {
    fields.withLock { fields in
      fields.removeAll { $0.key == key }
      fields.append((key, field))
      fields.removeFirst(max(0, fields.count - Self.most))
    }
  }
}
