import CThreads
import Synchronization

/// Threads that stay at hand while one goes from step to step, some microseconds each: too short to wake anybody for.
///
/// The others look for the next step without sleeping. One that finds none for a while leaves, and one that the system does
/// not start, or not soon, is not waited for: then this thread does what it would have done. So it is with one that the system
/// has woken on this thread's core, to save another: it would only take its time.
package final class Team: Sendable {
  /// The number of threads, this one included.
  package let size: Int
  /// Where the thread was that gathered the others.
  private let core = hk_core()
  private let newest = Locked<SharedWork?>(nil)
  /// The number of steps so far.
  private let steps = Atomic<Int>(0)
  /// How many of the others are looking at a step.
  private let busy = Atomic<Int>(0)
  private let isDismissed = Atomic<Bool>(false)
  private let joined = Atomic<Int>(0)

  private init(_ size: Int) { self.size = size }

  /// Calls `body` with a team of at most so many threads; with nil where that is one.
  package static func gather<Result>(_ size: Int, _ body: (Team?) throws -> Result) rethrows -> Result {
    guard size > 1 else { return try body(nil) }
    let team = Team(size)
    return try WorkerThreads.shared.run(beside: size - 1, { team.help() }) {
      defer { team.isDismissed.store(true, ordering: .releasing) }
      return try body(team)
    }
  }

  /// Calls `body` with 0, 1, ... `count - 1`, each once, and returns when all calls have.
  ///
  /// - Parameter body: told the index, and which of the ``size`` threads calls: 0 for this one.
  package func each(_ count: Int, _ body: @escaping @Sendable (_ index: Int, _ member: Int) -> Void) {
    let step = SharedWork(count, body)
    newest.withLock { $0 = step }
    steps.wrappingAdd(1, ordering: .releasing)
    step.run()
    // Nobody holds the step, and what it holds, any more when this returns.
    newest.withLock { $0 = nil }
    while busy.load(ordering: .acquiring) > 0 { hk_pause() }
  }

  /// How often a thread looks for a step before it leaves: for about a fifth of a millisecond.
  private static let patience = 5000

  /// What all other threads do.
  private func help() {
    let member = joined.wrappingAdd(1, ordering: .relaxed).newValue
    guard member < size, core < 0 || hk_core() != core else { return }
    var (seen, idle) = (0, 0)
    while idle < Self.patience, !isDismissed.load(ordering: .acquiring) {
      let count = steps.load(ordering: .acquiring)
      guard count != seen else {
        idle += 1
        hk_pause()
        continue
      }
      (seen, idle) = (count, 0)
      busy.wrappingAdd(1, ordering: .acquiringAndReleasing)
      do { newest.withLock(\.self)?.run(as: member) }
      busy.wrappingSubtract(1, ordering: .releasing)
    }
  }
}
