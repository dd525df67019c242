import Dispatch
import Foundation
import Synchronization

/// Work spread over the cores.
package enum Parallel {
  /// The number of cores this process may use.
  package static let cores = ProcessInfo.processInfo.activeProcessorCount

  /// Computes `body` of 0, 1, ... `count - 1` on at most `threads` threads, and returns the results in that order.
  ///
  /// - Throws: the error of the lowest index that threw.
  package static func map<Result: Sendable>(
    _ count: Int, threads: Int? = nil, _ body: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let workers = min(count, max(1, threads ?? cores))
    guard workers > 1 else { return try (0..<count).map(body) }
    let next = Atomic<Int>(0)
    let results = Locked<[Swift.Result<Result, any Error>?]>(Array(repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result = Swift.Result { try body(index) }
        results.withLock { $0[index] = result }
      }
    }
    return try results.withLock { try $0.compactMap { try $0?.get() } }
  }
}
