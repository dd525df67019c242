import HookKit
import MazeEnv

/// An observer that knows whether somebody asked which mazes a run is about: then what was prepared is for these alone.
struct WatchedObserver: MazeObserver {
  private var base: any MazeObserver
  private let asked = Locked(false)

  init(_ base: any MazeObserver) { self.base = base }

  /// Whether somebody asked.
  var wasAsked: Bool { asked.withLock { $0 } }

  var subjects: [MazeState] {
    get {
      asked.withLock { $0 = true }
      return base.subjects
    }
    set { base.subjects = newValue }
  }

  var mode: MazeMode { base.mode }
  var forms: String { base.forms }
  var sources: [TensorSourceEntry] { base.sources }
  func observations(_ specification: String) throws -> Inputs? { try base.observations(specification) }
  func inputs(of states: [MazeState]) throws -> Inputs { try base.inputs(of: states) }
}
