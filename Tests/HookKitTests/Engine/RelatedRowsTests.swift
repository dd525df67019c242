import HookKit
import Testing

/// Related rows in networks of other shapes than IMPALA's: branches whose differences reach differently far.
@Suite struct RelatedRowsTests {
  /// A related row has the bits of the row alone when that is asked for, in parts of any size.
  @Test(arguments: [8, 21, 100], [1, 3])
  func relatedRowsCanHaveTheBitsOfRowsAlone(rows: Int, threads: Int) throws {
    let graph = try BranchingNetwork.graph(sumFirst: rows % 2 == 0)
    let inputs = BranchingNetwork.inputs(rows)
    let plans = [Plan(), Plan { Edit("a_out", .shift(by: 0.5), on: .channels(2)) }]
    let exact = EngineOptions(relatesExactly: true, threads: threads)
    let plain = EngineOptions(relatesRows: false, threads: 1)
    for captures in [[], ["c_out"], ["*"]] as [[Capture]] {
      let related = try graph.runs(inputs, under: plans, capturing: captures, options: RunOptions(engine: exact))
      let alone = try graph.runs(inputs, under: plans, capturing: captures, options: RunOptions(engine: plain))
      for (new, old) in zip(related, alone) {
        #expect(new.outputs == old.outputs)
        #expect(new.captured == old.captured)
      }
    }
  }

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
