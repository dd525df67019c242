import Foundation

/// Threads that somebody waits for.
final class WorkerGroup: Sendable {
  private let group = DispatchGroup()

  func start(_ body: @escaping @Sendable () -> Void) {
    group.enter()
    Thread.detachNewThread { [group] in
      body()
      group.leave()
    }
  }

  func wait() { group.wait() }
}
