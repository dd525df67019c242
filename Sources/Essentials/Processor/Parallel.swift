import Foundation

/// Work spread over the cores.
package enum Parallel {
  /// The number of cores this process may use.
  package static let cores = ProcessInfo.processInfo.activeProcessorCount

  /// Computes `body` of 0, 1, ... `count - 1` on at most `threads` threads, and returns the results in that order.
  ///
  /// - Throws: the error of the lowest index that threw.
  package static func map<Result: Sendable>(
    _ count: Int, threads: Int? = nil, _ body: @escaping @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let workers = min(count, max(1, threads ?? cores))
    guard workers > 1 else { return try (0..<count).map(body) }
    let results = Locked<[Swift.Result<Result, any Error>?]>(Array(repeating: nil, count: count))
    forEach(count, threads: workers) { index in
      let result = Swift.Result { try body(index) }
      results.withLock { $0[index] = result }
    }
    return try results.withLock { try $0.compactMap { try $0?.get() } }
  }

  /// Calls `body` with 0, 1, ... `count - 1`, in that order, on at most `threads` threads; returns when all calls have.
  ///
  /// Where the system starts no more threads there are fewer, in the end this one alone.
  package static func forEach(_ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard min(count, threads) > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    WorkerThreads.shared.work(on: SharedWork(count) { index, _ in body(index) }, helpers: min(count, threads) - 1)
  }
}
