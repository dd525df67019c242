import Dispatch
import HookKit
import MazeEnv
import Synchronization

/// Calls `body` of 0, 1, ... `count - 1` on some threads.
func spread(_ count: Int, threads: Int, _ body: @Sendable (Int) throws -> Void) throws {
  let failure = Mutex<(any Error)?>(nil)
  DispatchQueue.concurrentPerform(iterations: threads) { worker in
    do {
      for index in count * worker / threads..<count * (worker + 1) / threads { try body(index) }
    } catch {
      failure.withLock { $0 = error }
    }
  }
  if let error = failure.withLock({ $0 }) { throw error }
}

/// What environments have come to, written from several threads.
final class Results: Sendable {
  struct Entry: Sendable {
    var state: MazeState
    var image: Image?
  }

  private let entries: Mutex<[Entry]>

  init(_ states: [MazeState]) { entries = Mutex(states.map { Entry(state: $0) }) }

  subscript(index: Int) -> Entry {
    get { entries.withLock { $0[index] } }
    set { entries.withLock { $0[index] = newValue } }
  }

  /// Of all pixels, environment by environment.
  var digest: String { SHA256.hexDigest(of: entries.withLock { $0.flatMap { $0.image?.pixels ?? [] } }) }
}
