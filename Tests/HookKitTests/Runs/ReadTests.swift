import HookKit
import Testing

/// Interventions that read other sites: what they get is what those sites have in the same run, after their edits.
@Suite struct ReadTests {
  /// Adds what is at other sites, and what would be here without any edit.
  private struct Gather: Intervention {
    static let kind = "gather"
    @Parameter var from: [String]
    @Parameter var original = false
    var locality: Locality { .row }
    var reads: [SitePattern] { ($from ?? []).map { SitePattern($0) } }
    var readsOriginal: Bool { original }
    init() {}
    init(_ from: String..., original: Bool = false) { (self.from, self.original) = (from, original) }

    func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
      let read = reads.reduce(value) { sum, site in
        let other = context.value(of: site)
        return sum + (other.shape == value.shape ? other : Tensor(other.scalars, shape: value.shape))
      }
      return original ? read + context.original : read
    }
  }

  private static let engines = [
    EngineOptions(), EngineOptions(threads: 1), EngineOptions(kernels: false), EngineOptions(relatesRows: false),
    EngineOptions(sharesPrefixes: false), EngineOptions(packsPlans: false),
  ]

  /// With a value that later edits read, edits before and after, and none.
  private static let plans = [
    Plan(), Plan { Edit("b_out", Gather("a_out")) },
    Plan {
      Edit("a_out", .shift(by: 0.5), on: .channels(3))
      Edit("b_out", Gather("a_out", "input"))
      Edit(
        "sum_out", Gather("b_out", "c_out", original: true),
        on: .indices([.whole, .slice(lower: 2, upper: 9, step: 1)]))
    },
    Plan {
      Edit("input", .shift(by: 1), on: .indices([.whole, .position(4), .position(4)]))
      Edit("c_out", Gather(original: true))
    },
    Plan { Edit("b_out->sum", Gather("input->a", "a_out")) },
  ]

  @Test(arguments: [1, 5, 30], ReadTests.engines.indices)
  func whatIsReadIsWhatTheRunHasThere(rows: Int, engine: Int) throws {
    let graph = try BranchingNetwork.graph(sumFirst: false)
    let inputs = BranchingNetwork.inputs(rows)
    let slow = RunOptions(engine: EngineOptions(kernels: false, sharesPrefixes: false, threads: 1))
    let runs = try graph.runs(inputs, under: Self.plans, options: RunOptions(engine: Self.engines[engine]))
    for (plan, run) in zip(Self.plans, runs) {
      let expected = try graph.run(inputs, under: plan, options: slow)["out_out"]
      #expect((run["out_out"] - expected).largestMagnitude <= 1e-4 * expected.largestMagnitude)
    }
  }

  @Test func theValuesAreThoseAfterEditsAndBeforeIsTheOriginal() throws {
    let graph = try SmallNetwork.graph()
    let inputs = SmallNetwork.inputs(9)
    let plain = try graph.run(inputs, capturing: ["*"])
    let plan = Plan {
      Edit("body.conv_out", .shift(by: 1))
      Edit("body.resadd_out", Gather("body.conv_out", "body.relu_out", original: true))
    }
    let run = try graph.run(inputs, under: plan, capturing: ["*", .before("body.resadd_out")])
    let before = try #require(run.capturedBefore["body.resadd_out"])
    #expect(run["body.conv_out"] == plain["body.conv_out"].map { $0 + 1 })
    let sum = before + run["body.conv_out"] + run["body.relu_out"]
    #expect(run["body.resadd_out"] == sum + plain["body.resadd_out"])
  }

  @Test func manyPlansSideBySideEqualThemOneByOne() throws {
    let graph = try SmallNetwork.graph()
    let inputs = SmallNetwork.inputs(3)
    let plans = (0..<30).map { number in
      Plan(allowUnmatched: true) {
        if number % 3 == 0 { Edit("body.conv_out", .shift(by: Float(number))) }
        if number % 2 == 0 { Edit("body.relu_out", Gather("body.conv_out", original: number % 4 == 0)) }
        Edit("body.resadd_out", Gather("body.conv_out->body.relu", original: number % 5 == 0))
      }
    }
    for threads in [1, 2] {
      let options = RunOptions(engine: EngineOptions(threads: threads))
      let together = try graph.runs(inputs, under: plans, options: options)
      for (plan, run) in zip(plans, together) {
        let alone = try graph.run(inputs, under: plan, options: options)
        #expect(run.outputs == alone.outputs && run.receipts == alone.receipts)
      }
    }
  }

  /// Plans that change few cells are kept as differences from the rows before.
  @Test func relatedPlansReadToo() throws {
    let graph = try BranchingNetwork.graph(sumFirst: true)
    let inputs = BranchingNetwork.inputs(20)
    let plans = (0..<6).map { number in
      Plan { Edit("b_out", Gather("a_out", original: true), on: .indices([.whole, .position(number), .position(3)])) }
    }
    let related = try graph.runs(inputs, under: plans)
    for (plan, run) in zip(plans, related) {
      let alone = try graph.run(inputs, under: plan, options: RunOptions(engine: EngineOptions(relatesRows: false)))
      #expect((run["out_out"] - alone["out_out"]).largestMagnitude <= 1e-4 * alone["out_out"].largestMagnitude)
    }
  }

  @Test func aLaterSiteIsAnErrorThatNamesTheOrder() throws {
    let graph = try SmallNetwork.graph()
    func message(_ site: SitePattern, _ read: String) -> String {
      let error = #expect(throws: FaultList.self) {
        try graph.run(SmallNetwork.inputs(2), under: Plan { Edit(site, Gather(read)) })
      }
      return error?.faults.map(\.description).joined(separator: "\n") ?? ""
    }
    let late = message("body.conv_out", "body.relu_out")
    #expect(late.contains("reads body.relu_out, which is computed after body.conv_out, the site that it edits"))
    #expect(late.contains("such as body.conv_in0"))
    #expect(message("body.conv_out", "body.conv_out").contains("which is the activation it edits"))
    #expect(message("body.conv_out", "body.con_out").contains("did you mean \"body.conv_out\""))
    #expect(message("body.conv_out->body.relu", "body.conv_out->body.resadd").contains("is computed after"))
  }

  @Test func forecastsCountWhatIsRead() throws {
    let graph = try BranchingNetwork.graph(sumFirst: true)
    for rows in [1, 21] {
      let (inputs, tally) = (BranchingNetwork.inputs(rows), EngineCounters())
      let options = RunOptions(engine: EngineOptions(threads: 1), tally: tally)
      let forecast = try graph.forecast(inputs, under: Self.plans, options: options)
      _ = try graph.runs(inputs, under: Self.plans, options: options)
      #expect(forecast.cost.multiplyAdds == tally.multiplyAdds)
      #expect(forecast.bufferBytes == tally.peakBytes)
    }
  }

  @Test func codeRunsAndCannotBeWritten() throws {
    let graph = try SmallNetwork.graph()
    let inputs = SmallNetwork.inputs(4)
    let halve = Edit("body.relu_out", named: "halve") { x, _ in 0.5 * x }
    let plan = Plan { halve }
    let (run, plain) = try (
      graph.run(inputs, under: plan, capturing: ["body.relu_out"]), graph.run(inputs, capturing: ["body.relu_out"])
    )
    #expect(run["body.relu_out"] == 0.5 * plain["body.relu_out"])
    #expect(run.receipts[0].call == "closure halve@body.relu_out")
    #expect(try plan.record().contains("closure halve@body.relu_out, not reproducible from the command line"))
    #expect(throws: PlanError.code("closure halve@body.relu_out")) { try plan.json }
    #expect(throws: PlanError.self) { try plan.yaml }
  }

  @Test func twoClosuresOfOneNameAreTwoEdits() throws {
    let graph = try SmallNetwork.graph()
    func plan(_ factor: Float) -> Plan {
      Plan { Edit("body.relu_out", named: "scale") { x, _ in factor * x } }
    }
    #expect(plan(2) != plan(3))
    let runs = try graph.runs(SmallNetwork.inputs(2), under: [plan(2), plan(3)], capturing: ["body.relu_out"])
    #expect(runs[0]["body.relu_out"] != runs[1]["body.relu_out"])
  }

  @Test func codeReadsOtherSites() throws {
    let graph = try SmallNetwork.graph()
    let plan = Plan {
      Edit("body.resadd_out", named: "swap", reading: ["body.conv_out"]) { _, context in
        context.value(of: "body.conv_out")
      }
    }
    let run = try graph.run(SmallNetwork.inputs(2), under: plan, capturing: ["*"])
    #expect(run["body.resadd_out"] == run["body.conv_out"])
  }
}
