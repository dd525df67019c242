@testable import HookKit
import Testing

/// Runs on the same inputs that begin where the one before came to its first edit.
@Suite struct KeptPrefixTests {
  private static func plan(_ site: String, _ value: Float) -> Plan {
    Plan { Edit(SitePattern(site), .shift(by: value), on: .channels(2)) }
  }

  private static func inputs(_ rows: Int, keeping: Bool) -> Inputs {
    var inputs = BranchingNetwork.inputs(rows)
    if keeping { inputs.prefix = KeptPrefix() }
    return inputs
  }

  private static func products(
    _ graph: ModuleGraph, _ inputs: Inputs, _ plan: Plan, _ engine: EngineOptions = EngineOptions()
  ) throws -> Int {
    let tally = EngineCounters()
    _ = try graph.run(inputs, under: plan, options: RunOptions(engine: engine, tally: tally))
    return tally.multiplyAdds
  }

  /// Whatever ran before, a run has the bits that it has alone: other parameters, other sites, other captures, another network,
  /// other ways to compute.
  @Test(arguments: [5, 40])
  func bitsDoNotDependOnWhatRanBefore(rows: Int) throws {
    let graphs = [try BranchingNetwork.graph(sumFirst: true), try BranchingNetwork.graph(sumFirst: false)]
    let kept = Self.inputs(rows, keeping: true)
    let reading = Plan {
      Edit("a_out", .shift(by: 1), on: .channels(1))
      Edit("sum", Jitter())
    }
    let steps: [(Int, [Plan], [Capture], EngineOptions)] = [
      (0, [Self.plan("a_out", 1)], [], EngineOptions()), (0, [Self.plan("a_out", 2)], [], EngineOptions()),
      (0, [Plan(), Self.plan("a_out", 3)], ["c_out"], EngineOptions()), (0, [reading], ["*"], EngineOptions()),
      (0, [reading], [], EngineOptions(relatesExactly: true)), (0, [reading], [], EngineOptions(relatesRows: false)),
      (1, [Self.plan("sum", 2)], [], EngineOptions()), (0, [Self.plan("sum", 2)], [], EngineOptions()),
      (0, [Self.plan("c_out->sum", 2)], [], EngineOptions()), (0, [Self.plan("b_out->sum", 2)], [], EngineOptions()),
      (0, [Self.plan("c_out->sum", 3)], [], EngineOptions(threads: 3)),
      (0, [Self.plan("pool_out", 2)], [], EngineOptions()),
      (0, [Self.plan("input", 2), Self.plan("a_out", 2)], [], EngineOptions()),
      (0, [Self.plan("pool_out", 3)], [], EngineOptions(threads: 3, vectors: .sse2)),
    ]
    for (number, (graph, plans, captures, engine)) in steps.enumerated() {
      let options = RunOptions(engine: engine)
      let graph = graphs[graph]
      let actual = try graph.runs(kept, under: plans, capturing: captures, options: options)
      let expected = try graph.runs(
        Self.inputs(rows, keeping: false), under: plans, capturing: captures, options: options)
      for (new, old) in zip(actual, expected) {
        #expect(new.outputs == old.outputs, "step \(number)")
        #expect(new.captured == old.captured, "step \(number)")
        #expect(new.receipts == old.receipts, "step \(number)")
      }
    }
  }

  /// Of a run with another parameter only what lies behind the edit is computed: as much less as all edits of that site share.
  @Test func whatLiesBeforeTheFirstEditIsComputedOnce() throws {
    let graph = try BranchingNetwork.graph(sumFirst: true)
    let plain = Self.inputs(21, keeping: false)
    for site in ["a_out", "sum", "pool_out"] {
      let kept = Self.inputs(21, keeping: true)
      let options = RunOptions(wantsOutputs: false)
      let shared = EngineCounters()
      var counting = options
      counting.tally = shared
      _ = try graph.run(plain, under: Self.plan(site, 1), options: counting)
      let first = try Self.products(graph, kept, Self.plan(site, 1))
      #expect(try Self.products(graph, plain, Self.plan(site, 1)) == first)
      #expect(shared.multiplyAdds > 0)
      #expect(try Self.products(graph, kept, Self.plan(site, 2)) == first - shared.multiplyAdds, "\(site)")
    }
  }

  @Test func nothingIsKeptWhereMemoryIsBounded() throws {
    let graph = try BranchingNetwork.graph(sumFirst: true)
    let (kept, bounded) = (Self.inputs(21, keeping: true), EngineOptions(memory: 1 << 28))
    let first = try Self.products(graph, kept, Self.plan("sum", 1), bounded)
    #expect(try Self.products(graph, kept, Self.plan("sum", 2), bounded) == first)
  }
}
