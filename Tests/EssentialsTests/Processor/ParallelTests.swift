import Foundation
import Essentials
import Synchronization
import Testing

@Suite struct ParallelTests {
  @Test(arguments: [0, 1, 2, 7, 100], [1, 2, 5])
  func everyNumberOnceAndResultsInOrder(count: Int, threads: Int) throws {
    #expect(try Parallel.map(count, threads: threads) { $0 * $0 } == (0..<count).map { $0 * $0 })
  }

  @Test func theFirstErrorByIndexIsThrown() {
    struct Fault: Error, Equatable { let index: Int }
    #expect(throws: Fault(index: 3)) {
      try Parallel.map(50, threads: 4) { if $0 % 10 == 3 { throw Fault(index: $0) } }
    }
  }

  /// Whoever waits for helpers must not be one that others wait for.
  @Test func workWithinWorkEnds() throws {
    let sums = try Parallel.map(12, threads: 4) { outer in
      try Parallel.map(12, threads: 4) { inner in
        try Parallel.map(5, threads: 3) { $0 + inner + outer }.reduce(0, +)
      }.reduce(0, +)
    }
    #expect(sums == (0..<12).map { outer in (0..<12).reduce(0) { $0 + 5 * ($1 + outer) + 10 } })
  }

  @Test func noMoreThreadsThanAskedFor() {
    let state = Mutex((now: 0, most: 0))
    Parallel.forEach(60, threads: 3) { _ in
      state.withLock { ($0.now, $0.most) = ($0.now + 1, max($0.most, $0.now + 1)) }
      usleep(500)
      state.withLock { $0.now -= 1 }
    }
    let most = state.withLock { $0.most }
    #expect((1...3).contains(most))
  }
}
