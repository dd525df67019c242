import HookKit
import Testing

@Suite struct TimingTests {
  private func steps(_ timing: Timing, _ moment: (Int) -> Moment = { Moment(step: $0) }) -> [Int] {
    (0..<10).filter { timing.isActive(at: moment($0)) }
  }

  @Test func boundsAndStrides() {
    #expect(steps(Timing()) == Array(0..<10))
    #expect(steps(Timing(from: 3, until: 6)) == [3, 4, 5])
    #expect(steps(Timing(every: 4)) == [0, 4, 8])
    #expect(steps(Timing(from: 1, every: 3)) == [1, 4, 7])
    #expect(steps(Timing(until: 2)) == [0, 1])
  }

  @Test func eventsBoundOnceTheyHaveHappened() {
    func moment(_ step: Int) -> Moment {
      Moment(step: step, events: ["bell": step >= 4 ? 4 : nil, "never": nil])
    }
    #expect(steps(Timing(from: "bell"), moment) == [4, 5, 6, 7, 8, 9])
    #expect(steps(Timing(until: "bell"), moment) == [0, 1, 2, 3])
    #expect(steps(Timing(from: "bell", every: 3), moment) == [4, 7])
    #expect(steps(Timing(from: "never"), moment).isEmpty)
    #expect(steps(Timing(until: "never"), moment) == Array(0..<10))
  }

  @Test func allConditionsMustHold() {
    func moment(_ step: Int) -> Moment {
      Moment(step: step, conditions: ["even": step % 2 == 0, "late": step > 5])
    }
    #expect(steps(Timing("even"), moment) == [0, 2, 4, 6, 8])
    #expect(steps(Timing("even", "late"), moment) == [6, 8])
    #expect(steps(Timing("even", !"late"), moment) == [0, 2, 4])
    #expect(steps(Timing(!"even", from: 4), moment) == [5, 7, 9])
  }

  static let clauses = [
    "when(at-gate)", "when(not at-gate)", "when(at-gate, not late, from: 5, until: bell, every: 2)",
    "when(from: bell)",
    "when(until: 7)", "when(every: 3)",
  ]

  @Test(arguments: clauses) func callsJSONAndYAMLReadBackTheSame(_ clause: String) throws {
    let registry = try SmallNetwork.registry
    let call = "shift(by: 2)@fc[1] \(clause)"
    let edit = try CallSyntax.edit(call, registry: registry)
    #expect(edit.timing != nil)
    #expect(CallSyntax.text(of: edit) == call)
    #expect(edit.description == call)
    let plan = Plan(edits: [edit])
    #expect(try Plan(text: plan.json, registry: registry) == plan)
    #expect(try Plan(text: plan.yaml, registry: registry) == plan)
  }

  @Test func aFileMaySpellTheTimeInKeys() throws {
    let text = """
      version: 1
      edits:
        - {kind: shift, site: fc, when: [at-gate, not late], from: 5, until: bell, every: 2}
        - {kind: shift, site: fc, when: at-gate}
      """
    let plan = try Plan(text: text, registry: SmallNetwork.registry)
    #expect(
      plan.edits.map(\.timing) == [
        Timing("at-gate", !"late", from: 5, until: "bell", every: 2), Timing("at-gate"),
      ])
  }

  @Test func aTimeThatExcludesNothingIsNone() throws {
    let edit = Edit("fc", .shift(by: 1), when: Timing())
    #expect(edit.timing == nil)
    #expect(try CallSyntax.edit(CallSyntax.text(of: edit), registry: SmallNetwork.registry) == edit)
  }

  static let faults: [(String, String)] = [
    ("when()", "expected a condition"), ("when(from: -1)", "neither a step"),
    ("when(every: 0)", "no number of steps"),
    ("when(from: 5, until: 5)", "no step is from 5 on and before 5"), ("when(from: 1, from: 2)", "each once"),
    ("when(size: 2)", "not one of from:"), ("when(at-gate", "expected , or )"),
    ("where(at-gate)", "expected when"),
    ("when(not)", "expected a condition"), ("when(at-gate) x", "unexpected text"),
  ]

  @Test(arguments: faults) func faultsOfSpelling(_ fault: (clause: String, message: String)) throws {
    let error = #expect(throws: (any Error).self) {
      try CallSyntax.edit("shift@fc \(fault.clause)", registry: SmallNetwork.registry)
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains(fault.message))
  }
}

@Suite struct TimedRunTests {
  private let graph: ModuleGraph
  private let tensor = SmallNetwork.inputs(6).tensor
  init() throws { graph = try SmallNetwork.graph() }

  private func inputs(_ moments: [Moment?]) -> Inputs {
    Inputs(tensor, rows: moments.enumerated().map { Inputs.Row(key: UInt64($0.offset), moment: $0.element) })
  }

  private var steps: Inputs {
    inputs((0..<6).map { Moment(step: $0, conditions: ["even": $0 % 2 == 0], events: ["bell": nil]) })
  }

  @Test func aRunWithoutTimeRefusesTimedEdits() throws {
    let plan = Plan { Edit("fc", .shift(by: 1), when: Timing(from: 2)) }
    #expect(throws: FaultList.self) { try graph.run(Inputs(tensor), under: plan) }
    #expect(throws: FaultList.self) {
      try graph.run(inputs([Moment(step: 0)] + Array(repeating: nil, count: 5)), under: plan)
    }
  }

  @Test func unknownNamesAreFaultsWithNearOnes() throws {
    for (timing, near) in [(Timing("evn"), "even"), (Timing(from: "bel"), "bell")] {
      let error = #expect(throws: FaultList.self) {
        try graph.run(steps, under: Plan { Edit("fc", .shift(by: 1), when: timing) })
      }
      #expect("\(error.map { "\($0)" } ?? "")".contains("did you mean \"\(near)\""))
    }
  }

  @Test func onlyTheRowsWhoseTimeItIsChange() throws {
    for engine in [EngineOptions(), EngineOptions(kernels: false), EngineOptions(threads: 1)] {
      // By the same engine: another sums in another order.
      let plain = try graph.run(steps, options: RunOptions(engine: engine))["fc_out"]
      let run = try graph.run(
        steps, under: Plan { Edit("fc", .shift(by: 1), when: Timing("even")) },
        options: RunOptions(engine: engine))
      for row in 0..<6 {
        let expected = row % 2 == 0 ? plain.row(row).map { $0 + 1 } : plain.row(row)
        #expect(run["fc_out"].row(row) == expected)
      }
      #expect(run.receipts.map(\.rows) == [3])
      #expect(run.receipts.map(\.changed) == [9])
    }
  }

  @Test func anEditOfWhichItIsNeverTimeIsNoError() throws {
    let run = try graph.run(steps, under: Plan { Edit("fc", .shift(by: 1), when: Timing(from: 100)) })
    #expect(try graph.run(steps)["fc_out"] == run["fc_out"])
    #expect(run.receipts.map(\.rows) == [0])
  }

  @Test func randomEditsDrawForARowWhatTheyAlwaysDraw() throws {
    let always = try graph.run(steps, under: Plan { Edit("body.conv_out", Jitter()) })["fc_out"]
    let timed = try graph.run(steps, under: Plan { Edit("body.conv_out", Jitter(), when: Timing("even")) })[
      "fc_out"]
    for row in [0, 2, 4] { #expect(timed.row(row) == always.row(row)) }
  }

  @Test func aPlanPreparedOnceGivesWhatRunsGive() throws {
    let plan = Plan {
      Edit("body.conv_out", Jitter(), when: Timing("even"))
      Edit("fc", .shift(by: 2))
    }
    let planned = try PlannedNetwork(
      graph, under: plan, like: inputs([steps.rows[0].moment].map { $0 } + steps.rows[1...].map(\.moment)))
    #expect(planned.localities == [.row, .elementwise])
    #expect(try planned.run(steps)["fc_out"] == graph.run(steps, under: plan)["fc_out"])
    // In one of many runs an edit may change nothing.
    let rectified = try PlannedNetwork(graph, under: Plan { Edit("fc", .shift(by: 0)) }, like: steps)
    #expect(try rectified.run(steps).receipts.map(\.changed) == [0])
  }
}
