import HookKit
import MazeEnv
import MazeLab

/// Observations of levels that calls name; procgen's pictures are read only when a call names some.
struct LevelObservations: MazeObserver {
  let mode: MazeMode
  let theme: ThemeOption
  var subjects: [MazeState] = []
  /// Words of plugins that name tensors.
  let sources: [TensorSourceEntry]

  var forms: String { LevelSpecification.forms }

  func observations(_ specification: String) throws -> Inputs? {
    guard try LevelSpecification(specification) != nil else { return nil }
    return try MazeObservationSource(mode: mode, renderer: theme.renderer()).observations(specification)
  }

  func inputs(of states: [MazeState]) throws -> Inputs {
    MazeObservationSource(mode: mode, renderer: try theme.renderer()).inputs(of: states)
  }
}
