import HookKit
import Testing

@Suite struct RunTests {
  let graph: ModuleGraph
  let inputs = SmallNetwork.inputs(40)

  init() throws { graph = try SmallNetwork.graph() }

  @Test func anEditChangesOnlyWhatFollowsIt() throws {
    let plan = Plan { Edit("body.relu_out", .shift(by: 2)) }
    let plain = try graph.run(inputs, capturing: ["*"])
    let edited = try graph.run(inputs, under: plan, capturing: ["*"])
    #expect(plain["body.conv_out"] == edited["body.conv_out"])
    #expect(edited["body.relu_out"] == plain["body.relu_out"].map { $0 + 2 })
    #expect(edited["body.resadd_out"] == edited["body.conv_out"] + edited["body.relu_out"])
    #expect(edited.receipts.map(\.changed) == [40 * 32])
  }

  @Test func capturesReadAfterAllEditsUnlessTheySayBefore() throws {
    let plan = Plan {
      Edit("body.relu_out", .shift(by: 2))
      Edit("body.relu", .shift(by: 3))
    }
    let run = try graph.run(inputs, under: plan, capturing: ["body.relu_out", .before("body.relu_out")])
    let before = try #require(run.capturedBefore["body.relu_out"])
    #expect(run["body.relu_out"] == before.map { $0 + 2 + 3 })
  }

  @Test func aSelectionLimitsAnEdit() throws {
    let plan = Plan {
      Edit("body.conv_out", .shift(by: 1), on: .indices([.position(1), .slice(lower: 1, upper: 3, step: 1)]))
    }
    let plain = try graph.run(inputs, capturing: ["body.conv_out"])["body.conv_out"]
    let run = try graph.run(inputs, under: plan, capturing: ["body.conv_out"])
    #expect(run["body.conv_out"][3, 1, 2, 0] == plain[3, 1, 2, 0] + 1)
    #expect(run["body.conv_out"][3, 0, 2, 0] == plain[3, 0, 2, 0])
    #expect(run["body.conv_out"][3, 1, 3, 0] == plain[3, 1, 3, 0])
    #expect(run.receipts[0].selected == 40 * 8)
  }

  @Test func severalPlansInOneRunEqualSeparateRuns() throws {
    let plans = [
      Plan(), Plan { Edit("body.conv_out", Jitter()) },
      Plan {
        Edit("body.conv_out", Jitter()); Edit("fc_out", .shift(by: 1))
      }, Plan { Edit("input", .shift(by: 1)) },
    ]
    let together = try graph.runs(inputs, under: plans, capturing: ["*"])
    for (plan, run) in zip(plans, together) {
      let alone = try graph.run(inputs, under: plan, capturing: ["*"])
      #expect(run.captured == alone.captured)
      #expect(run.outputs == alone.outputs)
      #expect(run.receipts == alone.receipts)
    }
  }

  /// One row under many plans is computed side by side; forty rows are too many for that, and are not.
  @Test(arguments: [1, 3, 40], [1, 2, 5])
  func plansSideBySideEqualPlansOneByOne(rows: Int, threads: Int) throws {
    let inputs = SmallNetwork.inputs(rows)
    let plans = (0..<30).map { number in
      Plan(allowUnmatched: true) {
        if number % 3 == 0 { Edit("body.conv_out", .shift(by: Float(number))) }
        if number % 2 == 0 { Edit("body.relu_out", Jitter()) }
        Edit("body.resadd_out", .shift(by: Float(number / 4)))
      }
    }
    let captures: [Capture] = ["body.*", .before("body.resadd_out")]
    let packed = try graph.runs(
      inputs, under: plans, capturing: captures, options: RunOptions(engine: EngineOptions(threads: threads)))
    let alone = EngineOptions(sharesPrefixes: false, packsPlans: false, threads: 1)
    for (plan, run) in zip(plans, packed) {
      let expected = try graph.run(inputs, under: plan, capturing: captures, options: RunOptions(engine: alone))
      #expect(run.outputs == expected.outputs)
      #expect(run.captured == expected.captured)
      #expect(run.capturedBefore == expected.capturedBefore)
      #expect(run.receipts.map(\.changed) == expected.receipts.map(\.changed))
    }
  }

  @Test func noiseDependsOnTheRowKeyAndNotOnTheBatch() throws {
    let plan = Plan { Edit("body.conv_out", Jitter()) }
    let whole = try graph.run(inputs, under: plan)["fc_out"]
    let picked = [31, 4, 17]
    let some = Inputs(inputs.tensor.gathering(rows: picked), rows: picked.map { inputs.rows[$0] })
    #expect(try graph.run(some, under: plan)["fc_out"] == whole.gathering(rows: picked))
    var options = RunOptions(seed: 1)
    #expect(try graph.run(inputs, under: plan, options: options)["fc_out"] != whole)
    options = RunOptions(seed: 0, engine: EngineOptions(threads: 1))
    #expect(try graph.run(inputs, under: plan, options: options)["fc_out"] == whole)
  }

  @Test func patchingAValueWithItselfChangesNothing() throws {
    let captured = try graph.run(inputs, capturing: ["body.relu_out"])["body.relu_out"]
    let plan = Plan(allowUnmatched: true) { Edit("body.relu_out", Replace(captured)) }
    let plain = try graph.run(inputs)
    let patched = try graph.run(inputs, under: plan)
    #expect(plain.outputs == patched.outputs)
    #expect(patched.receipts.map(\.changed) == [0])
  }

  @Test func everyFaultOfAPlanIsReportedAtOnce() throws {
    let plan = Plan {
      Edit("body.relu_ot", .shift(by: 1))
      Edit("body.conv_out", .shift(by: 1), on: .channels(2))
      Edit("fc_out", .shift(by: 1), on: .indices([.slice(lower: 3, upper: 3, step: 1)]))
    }
    let error = #expect(throws: FaultList.self) { try graph.run(inputs, under: plan) }
    #expect(
      error?.faults.map(\.description) == [
        "site \"body.relu_ot\": no site of this model matches; did you mean \"body.relu_out\"?",
        "selection [[2]] of body.conv_out [2, 4, 4]: index 2 is out of range on axis 0, which has 2 positions; use -2 to 1",
        "selection [3:3] of fc_out [3]: selects nothing; the site's shape after the batch is [3]",
      ])
  }

  @Test func anEditThatChangesNothingIsAnErrorUnlessAllowedOrTheIdentity() throws {
    let same = try graph.run(inputs, capturing: ["body.relu_out"])["body.relu_out"]
    let plan = Plan { Edit("body.relu_out", Replace(same)) }
    #expect(throws: RunError.changedNothing(call: "replace@body.relu_out", site: "body.relu_out", selected: 1280)) {
      try graph.run(inputs, under: plan)
    }
    #expect(try graph.run(inputs, under: Plan { Edit("body.relu_out", .shift(by: 0)) }).receipts[0].changed == 0)
  }

  @Test func plansMayAllowEditsThatMatchOrSelectNothing() throws {
    let plan = Plan(allowUnmatched: true) {
      Edit("nowhere", .shift(by: 1))
      Edit("fc_out", .shift(by: 1), on: .indices([.slice(lower: 3, upper: nil, step: 1)]))
    }
    let run = try graph.run(inputs, under: plan)
    #expect(run.outputs == (try graph.run(inputs)).outputs)
    #expect(run.receipts.map(\.selected) == [0])
  }

  @Test func theNextPlainRunIsUntouchedByWhateverHappenedBefore() throws {
    let plain = try graph.run(inputs, capturing: ["*"])
    _ = try graph.run(inputs, under: Plan { Edit("*", .shift(by: 1)) })
    #expect(throws: (any Error).self) { try graph.run(inputs, under: Plan { Edit("nowhere", .shift(by: 1)) }) }
    #expect(throws: Thrower.Thrown.self) { try graph.run(inputs, under: Plan { Edit("fc_out", Thrower()) }) }
    let again = try graph.run(inputs, capturing: ["*"])
    #expect(again.captured == plain.captured)
  }

  @Test func interventionsThatReturnNonsenseAreCaught() throws {
    #expect(throws: RunError.wrongShape(call: "misshape@fc_out", site: "fc_out", returned: [1], wanted: [3])) {
      try graph.run(inputs, under: Plan { Edit("fc_out", Misshape()) })
    }
    #expect(throws: RunError.self) { try graph.run(inputs, under: Plan { Edit("fc_out", .shift(by: .infinity)) }) }
  }

  @Test func inputsOfTheWrongShapeAndEmptyOnesAreErrors() throws {
    #expect(throws: RunError.inputShape(given: [1, 3, 4, 4], wanted: [2, 4, 4])) {
      try graph.run(Tensor(repeating: 0, shape: [1, 3, 4, 4]))
    }
    #expect(throws: RunError.noRows) { try graph.run(Tensor(repeating: 0, shape: [0, 2, 4, 4])) }
  }
}

/// Replaces a value by another, which only a test writes.
struct Replace: Intervention {
  static let kind = "replace"
  @Prepared var value: Tensor
  var locality: Locality { .batch }
  init() {}
  init(_ value: Tensor) { self.value = value }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { self.value }
}

/// Always throws.
struct Thrower: Intervention {
  struct Thrown: Error {}
  static let kind = "thrower"
  func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor { throw Thrown() }
}

/// Returns a tensor of the wrong shape.
struct Misshape: Intervention {
  static let kind = "misshape"
  var locality: Locality { .row }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { Tensor([0], shape: [1]) }
}
