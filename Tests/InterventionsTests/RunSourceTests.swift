import HookKit
import HookKitTesting
import Interventions
import Testing

/// Tensors of calls that are values of the run itself: `site NAME` and `original`.
@Suite struct RunSourceTests {
  private let bench: Bench
  private let rectified: [Float] = [0, 2, 0, 4]

  init() throws { bench = try Bench(Tensor([-1, 2, -3, 4], shape: [2, 2])) }

  private func result(_ calls: String...) throws -> Tensor {
    let registry = try Registry.builtIn
    let plan = Plan(edits: try calls.map { try CallSyntax.edit($0, registry: registry) })
    return try bench.graph.run(bench.inputs, under: plan)["body_out"]
  }

  private func message(_ calls: String...) -> String {
    do {
      for call in calls { _ = try result(call) }
      return ""
    } catch { return "\(error)" }
  }

  @Test func anotherSiteIsReadInThisRun() throws {
    #expect(try result("patch(from: site input)@body_out").scalars == [-1, 2, -3, 4])
    #expect(try result("add(vector: site input, scale: 0.5)@body_out").scalars == [-0.5, 3, -1.5, 6])
    #expect(try result("scale(by: 10)@input", "patch(from: site body_in0)@body_out[0]").scalars == [-10, 20, -30, 40])
  }

  @Test func theOriginalFreezesASite() throws {
    #expect(try result("scale(by: -1)@input").scalars == [1, 0, 3, 0])
    #expect(try result("scale(by: -1)@input", "patch(from: original)@body_out").scalars == rectified)
    #expect(try result("set(value: 5)@input", "add(vector: original, scale: -1)@body_out").scalars == [5, 3, 5, 1])
    #expect(try result("scale(by: -1)@input", "patch(from: original, mask: [1, 0])@body_out").scalars == [0, 0, 0, 0])
  }

  @Test func freezingWhatNobodyChangesIsAnError() {
    #expect(message("patch(from: original)@body_out").contains("changed nothing"))
  }

  @Test func lawsHold() throws {
    let setting = try LawSetting(shape: [3, 4, 5], at: "body_out")
    let sources: [TensorSource] = ["site input", "original"]
    for source in sources {
      #expect(try Laws.violations(of: Patch(from: source), in: [setting]) == [])
      let identity = AddVector(vector: source, scale: 0)
      #expect(try Laws.violations(of: AddVector(vector: source, scale: 2), identity: identity, in: [setting]) == [])
    }
  }

  @Test func whatDoesNotFitIsAnError() throws {
    #expect(message("patch(from: site nowhere)@body_out").contains("no site of this model matches"))
    #expect(message("patch(from: site body_*)@body_out").contains("reads body_out, which is the activation it edits"))
    #expect(message("mean(of: original)@body_out").contains("this parameter must be known before it"))
    #expect(message("patch(from: site body_out)@input").contains("which is computed after body_in0"))
  }

  @Test func shapesThatRepeatFitAndOthersDoNot() throws {
    var builder = GraphBuilder(input: [2, 3])
    let flat = try builder.add("flat", Flatten(), builder.input)
    try builder.add(
      "one", Linear(weight: Tensor([1, 0, 0, 0, 0, 0], shape: [1, 6]), bias: Tensor([0.5], shape: [1])), flat)
    try builder.add("last", ReLU(), flat)
    let inputs = Inputs(Tensor((0..<12).map { Float($0) }, shape: [2, 2, 3]))
    func run(_ source: TensorSource) throws -> Tensor {
      try builder.graph.run(inputs, under: Plan { Edit("last_out", .patch(from: source)) })["last_out"]
    }
    #expect(try run("site one_out").scalars == [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 6.5, 6.5, 6.5, 6.5, 6.5, 6.5])
    let error = #expect(throws: FaultList.self) { try run("site input") }
    #expect(
      error?.description.contains("site input: has shape [2, 3], which does not fit the site last_out [6]") == true)
  }
}
