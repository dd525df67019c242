import HookKit
import MazeEnv
import MazeLab

/// What is run at a point: which policy, on which level, what was changed in its maze, which way the mouse looks, and the
/// seed of all draws.
public struct SweepCase: Sendable, Hashable {
  /// The policy's name; nil where the sweep has one policy.
  public let model: String?
  /// The number of the maze: that of its level, or its place among files.
  public let level: Int
  /// What was changed in its maze.
  public let maze: MazeChange
  /// Which way the mouse looks.
  public let facing: FieldFacing
  /// The seed of all random draws.
  public let seed: UInt64

  init(_ point: AxisValues) {
    model = point[Axis.modelName]?.text
    level =
      switch point[Axis.levelName] {
      case .level(let number), .file(let number, _): number
      default: 0
      }
    maze = if case .maze(let change) = point[Axis.mazeName] { change } else { .none }
    facing = if case .facing(let facing) = point[Axis.facingName] { facing } else { .state }
    seed = if case .seed(let seed) = point[Axis.seedName] { seed } else { 0 }
  }

  init(model: String? = nil, level: Int, maze: MazeChange, facing: FieldFacing = .state, seed: UInt64) {
    self.model = model
    (self.level, self.maze, self.facing, self.seed) = (level, maze, facing, seed)
  }
}

extension Sweep {
  /// The state of the environment of a scene; its facing is for the fields that are computed of it.
  ///
  /// - Throws: `MazeError` for levels out of range, and changes that the maze does not allow.
  func state(of scene: SweepCase) throws -> MazeState {
    var state = try mazes.state(numbered: scene.level)
    do {
      try scene.maze.apply(to: &state)
    } catch let error as any ExplainedError {
      throw error.found("at \(mazes.unit) \(mazes.name(of: scene.level)), maze \(scene.maze)")
    }
    return state
  }
}
