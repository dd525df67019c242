import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

extension Inputs {
  /// What is known of the rows of a run before it: the legal squares of a maze, or nothing without one. Their pixels do not
  /// matter.
  ///
  /// - Parameters:
  ///   - state: the maze; nil for none.
  ///   - policy: what they are observations for.
  public init(knownOf state: MazeState?, for policy: Policy) {
    let shape = policy.graph.inputShape
    guard let state else {
      self.init(Tensor([], shape: shape.batched(0)))
      return
    }
    let (maze, level) = (state.maze, Int(state.currentLevelSeed))
    let rows = maze.legalSquares.map { square in
      Row(key: 0, labels: MazeLabels.labels(of: maze, mouseAt: square, level: level), geometry: maze.geometry)
    }
    self.init(Tensor(repeating: 0, shape: shape.batched(rows.count)), rows: rows)
  }
}
