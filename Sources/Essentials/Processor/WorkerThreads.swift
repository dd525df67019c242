import CLibrary
import CThreads
import Foundation
import Synchronization

/// Calls with the numbers from 0, each made once by whichever thread comes first.
final class SharedWork: Sendable {
  private let count: Int
  private let body: @Sendable (_ index: Int, _ member: Int) -> Void
  private let next = Atomic<Int>(0)

  init(_ count: Int, _ body: @escaping @Sendable (_ index: Int, _ member: Int) -> Void) {
    (self.count, self.body) = (count, body)
  }

  /// Makes calls until none is left to begin.
  ///
  /// - Parameter member: what the calls are told of who makes them.
  func run(as member: Int = 0) {
    while case let index = next.wrappingAdd(1, ordering: .relaxed).oldValue, index < count { body(index, member) }
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

  /// A thread that helps.
  private final class Helper {
    var thread: SystemThread?
    var isIdle = true
    /// What it may use as soon as it is awake, where it is kept from the core of whoever wakes it.
    var allowed: hk_cores?
  }

  private let condition = NSCondition()
  private var offers: [Offer] = []
  private var helpers: [Helper] = []

  /// More threads than this are of no use on any machine.
  private static let mostThreads = 512

  /// Does some work on this thread and on at most `helpers` others; returns when all of it is done.
  func work(on work: SharedWork, helpers: Int) { run(Offer(work, places: helpers)) { work.run() } }

  /// Calls `body` on this thread while at most `helpers` others call `help`, which ends soon after `body`.
  func run<Result>(
    beside helpers: Int, _ help: @escaping @Sendable () -> Void, _ body: () throws -> Result
  ) rethrows -> Result {
    try run(Offer(SharedWork(helpers) { _, _ in help() }, places: helpers), body)
  }

  private func run<Result>(_ offer: Offer, _ body: () throws -> Result) rethrows -> Result {
    condition.lock()
    offers.append(offer)
    let wanted = offers.reduce(0) { $0 + $1.places }
    let idle = helpers.filter(\.isIdle)
    for helper in idle.prefix(wanted) where helper.allowed == nil { helper.allowed = helper.thread?.keptAway() }
    var missing = wanted - idle.count
    while missing > 0, helpers.count < Self.mostThreads, startThread() { missing -= 1 }
    condition.broadcast()
    condition.unlock()
    defer {
      condition.lock()
      offers.removeAll { $0 === offer }
      while offer.helpers > 0 { condition.wait() }
      condition.unlock()
    }
    return try body()
  }

  /// Starts a thread, which counts as idle at once; false when the system does not.
  private func startThread() -> Bool {
    let helper = Helper()
    let context = Unmanaged.passUnretained(helper).toOpaque()
    guard
      let thread = SystemThread(
        context,
        { context in
          guard let context else { preconditionFailure("a helper without its place") }
          WorkerThreads.shared.help(as: Unmanaged<Helper>.fromOpaque(context).takeUnretainedValue())
        })
    else { return false }
    thread.detach()
    helper.thread = thread
    helpers.append(helper)
    return true
  }

  /// What every thread does for ever.
  private func help(as helper: Helper) -> Never {
    condition.lock()
    while true {
      if var allowed = helper.allowed {
        hk_allow(&allowed)
        helper.allowed = nil
      }
      guard let offer = offers.first(where: { $0.places > 0 }) else {
        condition.wait()
        continue
      }
      offer.places -= 1
      offer.helpers += 1
      helper.isIdle = false
      condition.unlock()
      offer.work.run()
      condition.lock()
      helper.isIdle = true
      offer.helpers -= 1
      // Whoever offered the work may be waiting for this.
      if offer.helpers == 0 { condition.broadcast() }
    }
  }
}
