import CLibrary
import Foundation
import Synchronization

/// Calls with the numbers from 0, each made once by whichever thread comes first.
final class SharedWork: Sendable {
  private let count: Int
  private let body: @Sendable (Int) -> Void
  private let next = Atomic<Int>(0)

  init(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) { (self.count, self.body) = (count, body) }

  /// Makes calls until none is left to begin.
  func run() {
    while case let index = next.wrappingAdd(1, ordering: .relaxed).oldValue, index < count { body(index) }
  }
}

/// Threads that wait for work and help whoever has some.
///
/// Whoever has work does it too, and waits only for helpers that have begun. So a thread that the system does not start, at
/// a limit of processes or of memory, is one helper less and nothing to wait for. (The system's own pool waits for it.)
final class WorkerThreads: @unchecked Sendable {
  // Unchecked: everything that changes is guarded by `condition`.
  static let shared = WorkerThreads()

  /// Work that is open to helpers.
  private final class Offer {
    let work: SharedWork
    /// How many more may join.
    var places: Int
    /// How many are at it.
    var helpers = 0

    init(_ work: SharedWork, places: Int) { (self.work, self.places) = (work, places) }
  }

  private let condition = NSCondition()
  private var offers: [Offer] = []
  private var threads = 0
  private var idle = 0

  /// More threads than this are of no use on any machine.
  private static let mostThreads = 512

  /// Does some work on this thread and on at most `helpers` others; returns when all of it is done.
  func work(on work: SharedWork, helpers: Int) {
    let offer = Offer(work, places: helpers)
    condition.lock()
    offers.append(offer)
    let wanted = offers.reduce(0) { $0 + $1.places }
    while idle < wanted, threads < Self.mostThreads, startThread() {}
    condition.broadcast()
    condition.unlock()
    work.run()
    condition.lock()
    offers.removeAll { $0 === offer }
    while offer.helpers > 0 { condition.wait() }
    condition.unlock()
  }

  /// Starts a thread, which counts as idle at once; false when the system does not.
  private func startThread() -> Bool {
    guard let thread = SystemThread(nil, { _ in WorkerThreads.shared.help() }) else { return false }
    thread.detach()
    threads += 1
    idle += 1
    return true
  }

  /// What every thread does for ever.
  private func help() -> Never {
    condition.lock()
    while true {
      guard let offer = offers.first(where: { $0.places > 0 }) else {
        condition.wait()
        continue
      }
      offer.places -= 1
      offer.helpers += 1
      idle -= 1
      condition.unlock()
      offer.work.run()
      condition.lock()
      idle += 1
      offer.helpers -= 1
      // Whoever offered the work may be waiting for this.
      if offer.helpers == 0 { condition.broadcast() }
    }
  }
}
