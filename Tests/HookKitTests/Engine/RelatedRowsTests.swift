import HookKit
import Testing

/// Related rows in networks of other shapes than IMPALA's: branches whose differences reach differently far.
@Suite struct RelatedRowsTests {
  @Test(arguments: [true, false], [8, 21])
  func relatedRowsGiveWhatUnrelatedOnesGive(sumFirst: Bool, rows: Int) throws {
    let graph = try BranchingNetwork.graph(sumFirst: sumFirst)
    let inputs = BranchingNetwork.inputs(rows)
    let plans = [
      Plan(), Plan { Edit("a_out", .shift(by: 0.5), on: .channels(2)) }, Plan { Edit("c_out", Jitter()) },
      Plan { Edit("b_out", Jitter()) },
    ]
    let definitions = RunOptions(engine: EngineOptions(kernels: false))
    for captures in [[], ["c_out"], ["*"]] as [[Capture]] {
      let expected = try graph.runs(inputs, under: plans, capturing: captures, options: definitions)
      for engine in [EngineOptions(), EngineOptions(relatesRows: false), EngineOptions(threads: 3)] {
        let actual = try graph.runs(inputs, under: plans, capturing: captures, options: RunOptions(engine: engine))
        for (new, old) in zip(actual, expected) {
          for (name, value) in old.captured.merging(old.outputs, uniquingKeysWith: { first, _ in first }) {
            let difference = (new[name] - value).largestMagnitude
            #expect(difference <= 1e-5 * value.largestMagnitude, "\(name), related: \(engine.relatesRows)")
          }
        }
      }
    }
  }
}
