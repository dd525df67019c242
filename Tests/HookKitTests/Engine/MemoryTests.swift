import HookKit
import Testing

/// The memory that runs may use: kept to, whatever is shared between plans.
@Suite struct MemoryTests {
  private static let plans = (0..<12).map { number in
    Plan(allowUnmatched: true) {
      Edit("a_out", .shift(by: Float(number % 2)))
      Edit("b_out", Jitter())
      Edit("sum_out", .shift(by: Float(number % 3)), on: .channels(number))
      Edit("pool_out", .shift(by: Float(number)))
    }
  }

  private static func run(_ rows: Int, _ engine: EngineOptions) throws -> (runs: [Run], peak: Int) {
    let tally = EngineCounters()
    let options = RunOptions(engine: engine, tally: tally)
    let graph = try BranchingNetwork.graph(sumFirst: true)
    return (try graph.runs(BranchingNetwork.inputs(rows), under: plans, options: options), tally.peakBytes)
  }

  @Test(arguments: [5, 40, 200], [1, 3])
  func plansThatShareStayWithinTheirBound(rows: Int, threads: Int) throws {
    for related in [true, false] {
      let free = try Self.run(rows, EngineOptions(relatesRows: related, relatesExactly: true, threads: threads))
      for part in [2, 5] {
        var bound = free.peak / part
        func run() throws -> (runs: [Run], peak: Int) {
          try Self.run(
            rows, EngineOptions(relatesRows: related, relatesExactly: true, threads: threads, memory: bound))
        }
        let bounded: (runs: [Run], peak: Int)
        do {
          bounded = try run()
        } catch RunError.memory(let needed, _) {
          // Few rows cannot be divided as often; what is said to be needed then suffices.
          #expect(rows == 5 && bound < needed)
          bound = needed
          bounded = try run()
        }
        #expect(bounded.peak <= bound)
        for (small, large) in zip(bounded.runs, free.runs) {
          #expect(small.outputs == large.outputs)
          #expect(small.receipts.map(\.changed) == large.receipts.map(\.changed))
        }
      }
    }
  }

  @Test func aBoundThatNothingFitsIsAnError() {
    let error = #expect(throws: RunError.self) { try Self.run(3, EngineOptions(memory: 1000)) }
    guard case .memory(let needed, 1000) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(throws: Never.self) { try Self.run(3, EngineOptions(memory: needed)) }
  }
}
