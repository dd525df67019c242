import HookKit
import Testing

/// What is infinite or not a number ends a run, and the error says where it comes from.
@Suite struct FinitenessTests {
  private let graph: ModuleGraph
  private let inputs = SmallNetwork.inputs(3)
  init() throws { graph = try SmallNetwork.graph() }

  /// Doubles what it is given as often as it takes to overflow, by weights that are finite.
  private func steep() throws -> ModuleGraph {
    var builder = GraphBuilder(input: [1, 2, 2])
    let conv = Conv2d(weight: Tensor([3e38], shape: [1, 1, 1, 1]), bias: Tensor([0], shape: [1]))
    let first = try builder.add("first", conv, builder.input)
    try builder.add("second", conv, first)
    return builder.graph
  }

  private func error(_ body: () throws -> Void) -> RunError? { #expect(throws: RunError.self, performing: body) }

  @Test(arguments: [true, false])
  func anEditAfterWhichValuesOverflowIsNamed(kernels: Bool) throws {
    let plan = Plan {
      Edit("body.conv_out", .shift(by: 1))
      Edit("body.relu_out", .shift(by: 3e38))
    }
    let options = RunOptions(engine: EngineOptions(kernels: kernels))
    let error = error { _ = try graph.run(inputs, under: plan, options: options) }
    guard case .overflow(let calls, let site, _) = error else { Issue.record("\(error.debugDescription)"); return }
    // 1 is what `shift` takes by itself, which a call leaves out.
    #expect(calls == ["shift@body.conv_out", "shift(by: 3e+38)@body.relu_out"])
    #expect(site == "fc_out", "\(site)")
    #expect(error?.explanation.category == .usage)
  }

  @Test func ofSeveralPlansTheOneThatOverflowsIsNamed() throws {
    let plans = [Plan(), Plan { Edit("body.conv_out", .shift(by: 1)) }, Plan { Edit("flatten_out", .shift(by: 3e38)) }]
    guard case .overflow(let calls, _, _) = error({ _ = try graph.runs(inputs, under: plans) }) else {
      Issue.record("no overflow")
      return
    }
    #expect(calls == ["shift(by: 3e+38)@flatten_out"])
  }

  @Test func capturedValuesAreChecked() throws {
    let plan = Plan { Edit("body.relu_out", .shift(by: 3e38)) }
    #expect(throws: RunError.self) {
      try graph.run(
        inputs, under: Plan { Edit("body.conv_out", .shift(by: 3e38)) }, capturing: ["body.resadd_out"],
        options: RunOptions(wantsOutputs: false))
    }
    // What is captured before it overflows is a number.
    let run = try graph.run(inputs, under: plan, capturing: ["body.conv_out"], options: RunOptions(wantsOutputs: false))
    #expect(run["body.conv_out"].notFiniteCount == 0)
  }

  @Test func preparedPlansAreChecked() throws {
    let plan = Plan { Edit("flatten_out", .shift(by: 3e38)) }
    let planned = try PlannedNetwork(graph, under: plan, like: inputs)
    #expect(throws: RunError.self) { try planned.run(inputs) }
  }

  @Test func aNetworkThatOverflowsByItselfIsToBlame() throws {
    let network = try steep()
    let ones = Inputs(Tensor(repeating: 1, shape: [2, 1, 2, 2]))
    for plan in [Plan(), Plan { Edit("first_out", .shift(by: 1e37)) }] {
      let error = error { _ = try network.run(ones, under: plan) }
      #expect(error == .networkNotFinite(site: "second_out", count: 8))
      #expect(error?.explanation.category == .badData)
    }
  }

  @Test(arguments: [Float.nan, .infinity]) func anInputThatIsNoNumberIsToBlame(value: Float) throws {
    var tensor = inputs.tensor
    tensor[1, 0, 2, 2] = value
    #expect(error { _ = try graph.run(Inputs(tensor)) } == .inputNotFinite(count: 1))
  }

  @Test(arguments: [0, 1, 7, 64, 1001]) func everyElementIsCounted(count: Int) {
    var tensor = Tensor(repeating: .greatestFiniteMagnitude, shape: [count])
    #expect(tensor.notFiniteCount == 0)
    for (index, value) in [Float.nan, .infinity, -.infinity, .signalingNaN].enumerated() where index < count {
      tensor[count - 1 - index] = value
      #expect(tensor.notFiniteCount == index + 1)
    }
  }

  /// The change from one end of float32 to the other is beyond float32, but not infinite.
  @Test func receiptsOfLargeChangesAreFinite() throws {
    var builder = GraphBuilder(input: [2])
    try builder.add("end", ReLU(), builder.input)
    let run = try builder.graph.run(
      Inputs(Tensor([3e38, 3e38], shape: [1, 2])), under: Plan { Edit("end_out", Negated()) })
    #expect(run.receipts[0].changeNorm.isFinite)
  }
}

/// `-x`.
private struct Negated: Intervention {
  static let kind = "negated"
  var locality: Locality { .elementwise }
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { -1 * value }
}
