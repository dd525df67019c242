import HookKit
import MazeEnv

/// Makes the observations of levels that calls name, each as procgen starts it: the mouse at the bottom left.
///
/// See ``LevelSpecification`` for what can be written. The key of a row is made of the maze and the mouse's square.
public struct MazeObservationSource: MazeObserver {
  /// The distribution mode of the levels.
  public let mode: MazeMode
  /// The mazes that a run is about; see ``MazeObserver``.
  public var subjects: [MazeState] = []
  /// Words of plugins that name tensors.
  public let sources: [TensorSourceEntry]
  private let renderer: MazeRenderer
  private let options: MazeOptions

  /// A source of levels in one mode, drawn by `renderer`.
  ///
  /// - Parameters:
  ///   - mode: the distribution of the levels that are named.
  ///   - renderer: what draws mazes.
  ///   - options: what of a maze is drawn.
  ///   - sources: words that name tensors, as a registry lists them.
  public init(
    mode: MazeMode, renderer: MazeRenderer, options: MazeOptions = MazeOptions(), sources: [TensorSourceEntry] = []
  ) {
    (self.mode, self.renderer, self.options, self.sources) = (mode, renderer, options, sources)
  }

  /// What can be named, for error messages.
  public var forms: String { LevelSpecification.forms }

  /// The observations `[levels, 3, 64, 64]` that a specification names, labelled with ``MazeLabels``.
  public func observations(_ specification: String) throws -> Inputs? {
    guard let wanted = try LevelSpecification(specification) else { return nil }
    return inputs(
      of: try wanted.levels.map { level in
        var state = try MazeState(level: level, mode: mode, options: options)
        wanted.apply(to: &state)
        return state
      })
  }

  /// The observations of states.
  public func inputs(of states: [MazeState]) -> Inputs {
    let rows = states.map { state in
      let (maze, level, key) = (state.maze, Int(state.currentLevelSeed), state.drawKey)
      return Inputs.Row(
        key: maze.mouse.rowKey(inMaze: key),
        labels: MazeLabels.labels(of: maze, mouseAt: maze.mouse, level: level, key: key), geometry: maze.geometry)
    }
    return Inputs(MazeRenderer.inputs(states.map(renderer.observation)), rows: rows)
  }
}
