import HookKit
import MazeEnv
import MazeLab

/// The last fields without edits: while edits change, they stay what they are.
final class HeldFields: Sendable {
  /// What such a field depends on: all of a maze but where its mouse stands, as a field has it on every square.
  struct Key: Hashable, Sendable {
    let mode: MazeMode
    let cells: [Int32]
    let background: Int
    let mouseFacesRight: Bool
    let level: Int32
    let facing: FieldFacing
    let model: Int

    init(_ state: MazeState, facing: FieldFacing, model: Int) {
      let maze = state.maze
      (mode, cells, background, mouseFacesRight) = (maze.mode, maze.cells, maze.background, maze.mouseFacesRight)
      (level, self.facing, self.model) = (state.currentLevelSeed, facing, model)
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
