import HookKit
import MazeEnv

/// An observer that knows whether somebody asked which mazes a run is about: then what was prepared is for these alone.
package struct WatchedObserver: MazeObserver {
  private var base: any MazeObserver
  private let asked = Locked(false)

  package init(_ base: any MazeObserver) { self.base = base }

  /// Whether somebody asked.
  package var wasAsked: Bool { asked.withLock { $0 } }

  package var subjects: [MazeState] {
    get {
      asked.withLock { $0 = true }
      return base.subjects
    }
    set { base.subjects = newValue }
  }

  package var mode: MazeMode { base.mode }
  package var forms: String { base.forms }
  package var sources: [TensorSourceEntry] { base.sources }
  package func observations(_ specification: String) throws -> Inputs? { try base.observations(specification) }
  package func inputs(of states: [MazeState]) throws -> Inputs { try base.inputs(of: states) }
}
