import HookKit
import MazeEnv
import MazeLab

/// What was computed last: while edits change, the field without them stays what it is; while the mouse alone is moved, or an
/// edit is turned off and on again, every field does.
final class HeldFields: Sendable {
  /// What the observations of a field depend on: all of a maze but where its mouse stands, as a field has it on every square.
  struct MazeKey: Hashable, Sendable {
    let mode: MazeMode
    let cells: [Int32]
    let background: Int
    let mouseFacesRight: Bool
    let level: Int32
    let facing: FieldFacing

    init(_ state: MazeState, facing: FieldFacing) {
      let maze = state.maze
      (mode, cells, background, mouseFacesRight) = (maze.mode, maze.cells, maze.background, maze.mouseFacesRight)
      (level, self.facing) = (state.currentLevelSeed, facing)
    }
  }

  /// What a field depends on.
  struct Key: Hashable, Sendable {
    let maze: MazeKey
    let model: Int
    let edits: [String]
    /// 0 without edits.
    let seed: UInt64
    let allowUnmatched: Bool

    init(_ maze: MazeKey, model: Int, plan: Plan, seed: UInt64) {
      (self.maze, self.model, allowUnmatched) = (maze, model, plan.allowUnmatched && !plan.isEmpty)
      (edits, self.seed) = (CallSyntax.texts(of: plan), plan.isEmpty ? 0 : seed)
    }
  }

  /// Some for each of a few pages; some ten kilobytes each.
  let fields = Recent<Key, FieldRun>(most: 32)
  /// Those of the last mazes, with what is computed before the first edit.
  let inputs = Recent<MazeKey, FieldInputs>(most: 2)
}
