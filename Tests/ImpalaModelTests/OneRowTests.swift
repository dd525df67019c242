import HookKit
import Testing

/// One row, whose kernels are divided over threads.
@Suite struct OneRowTests {
  @Test(arguments: Oracles.names)
  func threadsChangeNothing(name: String) throws {
    let oracles = try Oracles(name)
    for captures: [Capture] in [[], ["*"]] {
      func run(_ row: Int, threads: Int) throws -> (Run, EngineCounters) {
        let tally = EngineCounters()
        let run = try oracles.graph.run(
          Inputs(oracles.observations[rows: row..<row + 1]), capturing: captures,
          options: RunOptions(engine: EngineOptions(threads: threads), tally: tally))
        return (run, tally)
      }
      for row in 0..<2 {
        let (alone, counted) = try run(row, threads: 1)
        for threads in 2...5 {
          let (run, tally) = try run(row, threads: threads)
          #expect(run.outputs == alone.outputs && run.captured == alone.captured, "row \(row), \(threads) threads")
          #expect(tally.multiplyAdds == counted.multiplyAdds && tally.peakBytes == counted.peakBytes)
        }
      }
    }
  }
}
