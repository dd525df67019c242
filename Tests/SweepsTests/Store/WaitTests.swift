import Foundation
import GRDB
import HookKit
import Testing

@testable import Sweeps

/// Files that another program has locked.
@Suite struct WaitTests {
  /// Runs `body` while somebody else has a results file for himself.
  private func whileLocked(_ body: (_ path: String) throws -> Void) throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("locked.sqlite").path
      try Trials.run(Trials.runner(workers: 1), to: path)
      let holder = try DatabaseQueue(path: path)
      try holder.writeWithoutTransaction { database in
        try database.execute(sql: "BEGIN EXCLUSIVE")
        try body(path)
        try database.execute(sql: "ROLLBACK")
      }
    }
  }

  @Test func aWaitIsSaidOnceAndCanBeEnded() throws {
    let notes = Locked<[String]>([])
    let wait = DatabaseWait {
      text in
      notes.withLock { $0.append(text) }
    } isCancelled: {
      notes.withLock { !$0.isEmpty }
    }
    try whileLocked { path in
      let start = ContinuousClock.now
      #expect(throws: StoreError.busy(path: path)) {
        try DatabaseWait.$current.withValue(wait) { _ = try SweepReader(path) }
      }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      #expect(seconds >= 1 && seconds < 8, "\(seconds)")
      #expect(notes.withLock(\.self) == ["\(path): another program has locked it; waiting, for at most 10 seconds"])
    }
  }

  /// A lock that goes away in time is no news.
  @Test func whatIsFreeSoonIsWaitedForInSilence() throws {
    let isLocked = Locked(true), notes = Locked(0)
    let wait = DatabaseWait { _ in notes.withLock { $0 += 1 } }
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("soon.sqlite").path
      try Trials.run(Trials.runner(workers: 1), to: path)
      let holder = try DatabaseQueue(path: path), hasBegun = DispatchSemaphore(value: 0)
      let thread = Thread {
        try? holder.writeWithoutTransaction { database in
          try database.execute(sql: "BEGIN EXCLUSIVE")
          hasBegun.signal()
          Thread.sleep(forTimeInterval: 0.3)
          isLocked.withLock { $0 = false }
          try database.execute(sql: "ROLLBACK")
        }
      }
      thread.start()
      hasBegun.wait()
      let points = try DatabaseWait.$current.withValue(wait) { try SweepReader(path).recipe("points") }
      #expect(points == "12" && !isLocked.withLock(\.self) && notes.withLock(\.self) == 0)
    }
  }
}
