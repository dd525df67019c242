import HookKit
import MazeEnv

/// Makes the observations of levels that calls name, each as procgen starts it: the mouse at the bottom left.
///
/// See ``LevelSpecification`` for what can be written. The key of a row is the number of its level.
public struct MazeObservationSource: ObservationSource {
  /// The distribution mode of the levels.
  public let mode: MazeMode
  private let renderer: MazeRenderer
  private let options: MazeOptions

  /// A source of levels in one mode, drawn by `renderer`.
  public init(mode: MazeMode, renderer: MazeRenderer, options: MazeOptions = MazeOptions()) {
    (self.mode, self.renderer, self.options) = (mode, renderer, options)
  }

  /// What can be named, for error messages.
  public var forms: String { LevelSpecification.forms }

  /// The observations `[levels, 3, 64, 64]` that a specification names, labelled with ``MazeLabels``.
  public func observations(_ specification: String) throws -> Inputs? {
    guard let wanted = try LevelSpecification(specification) else { return nil }
    var images: [Image] = []
    var rows: [Inputs.Row] = []
    for level in wanted.levels {
      var state = try MazeState(level: level, mode: mode, options: options)
      if wanted.isWithoutCheese { state.maze.removeCheese() }
      let maze = state.maze
      images.append(renderer.observation(of: state))
      rows.append(
        Inputs.Row(
          key: UInt64(level), labels: MazeLabels.labels(of: maze, mouseAt: maze.mouse, level: level),
          geometry: maze.geometry))
    }
    return Inputs(MazeRenderer.inputs(images), rows: rows)
  }
}
