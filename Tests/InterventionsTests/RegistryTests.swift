import HookKit
import Interventions
import Testing

@Suite struct RegistryTests {
  @Test func signatures() throws {
    #expect(
      try Registry.builtIn.kinds.map(\.signature) == [
        "add(vector:, scale: 1)", "clamp(min: none, max: none)", "formula(text:, v: none, w: none)", "mean(of:)",
        "noise(scale: 1, distribution: normal, shared: false)", "patch(from:, mask: none)",
        "project-out(direction:)",
        "resample(from:, match: none)", "scale(by:)", "set(value:)", "signed-scale(positive: 1, negative: 1)",
        "zero()",
      ])
  }

  @Test func everyKindAndParameterIsExplained() throws {
    for kind in try Registry.builtIn.kinds {
      #expect(!kind.summary.isEmpty)
      for parameter in kind.parameters { #expect(!parameter.help.isEmpty, "\(kind.name) \(parameter.name)") }
    }
  }

  @Test(arguments: [
    "noise(scale: 0.2)@a", "noise(scale: 0.2, distribution: uniform, shared: true)@a[1]", "zero@a",
    "set(value: -5.5)@a",
    "scale(by: 2)@a", "signed-scale(negative: 0)@a", "clamp(min: 0)@a", "clamp(max: \"inf\")@a",
    "mean(of: bank.npz)@a",
    "mean(of: \"levels 0..<50\")@a", "resample(from: bank.npz, match: cheese)@a",
    "patch(from: a.npz#b, mask: m.npy)@a",
    "project-out(direction: d.npz)@a", "add(vector: v.npz, scale: -1)@a", "add(vector: 0.1)@a",
    "add(vector: [1, 2.5])@a", "formula(\"where(x > 0.5, x, 0)\")@a->b",
    "patch(from: original)@a", "add(vector: \"site a->b\", scale: 0.5)@c",
  ])
  func callsAndFilesRoundTrip(call: String) throws {
    let registry = try Registry.builtIn
    let edit = try CallSyntax.edit(call, registry: registry)
    #expect(edit.description == call)
    let plan = Plan(edits: [edit])
    #expect(try Plan(text: plan.json, registry: registry) == plan)
    #expect(try Plan(text: plan.yaml, registry: registry) == plan)
  }

  @Test(arguments: [
    (
      "noise(scal: 1)@a",
      "parameter \"scal\": noise has no such parameter; it has scale, distribution, shared"
    ),
    (
      "noise(distribution: cauchy)@a",
      "noise(distribution: cauchy): cauchy is not what distribution takes; give one of normal, uniform"
    ),
    (
      "nois@a",
      "intervention \"nois\": there is no such intervention; did you mean \"noise\"? (those of plugins need --plugin FOLDER)"
    ),
    (
      "add@a",
      "add(vector:, scale: 1): the parameter vector must be given; it takes a file of tensors, observations, or numbers"
    ),
    (
      "add(vector: true)@a",
      "add(vector: true): true is not what vector takes; give a file of tensors, observations, or numbers"
    ),
  ])
  func faultsSayWhatWouldWork(call: String, message: String) throws {
    let error = #expect(throws: (any Error).self) { try CallSyntax.edit(call, registry: .builtIn) }
    #expect("\(try #require(error))" == message)
  }
}
