import HookKit
import ImpalaModel
import Testing

/// What policies say of themselves, and families of networks as a section of the registry.
@Suite struct InterfaceTests {
  /// One linear layer, with parameters or an interface that may not fit.
  private enum Flat: Architecture {
    static let name = "Flat"
    static let signature = "flat.weight"
    static let interface = PolicyInterface(
      observation: .init([4], in: -1...1, .vector), actions: ["left", "right"], logits: "flat_out", value: nil)
    static func graph(from parameters: inout some ParameterSource, signatureShape: Shape) throws -> ModuleGraph {
      var builder = GraphBuilder(input: [signatureShape[1]])
      try builder.add(
        "flat", parameters.linear("flat", from: signatureShape[1], to: signatureShape[0]), builder.input)
      return builder.graph
    }
  }

  private func checkpoint(_ outputs: Int, _ inputs: Int) throws -> Checkpoint {
    let archive = TensorArchive([
      "module.flat.weight": Tensor(repeating: 1, shape: [outputs, inputs]),
      "module.flat.bias": Tensor(repeating: 0, shape: [outputs]),
    ])
    return try Checkpoint(archive.safetensorsBytes, path: "flat.safetensors", architectures: [Flat.self])
  }

  @Test func aFamilyOfOnesOwnIsRecognised() throws {
    let found = try checkpoint(2, 4)
    #expect(found.removedPrefix == "module.")
    let policy = try Policy(found, name: "flat", architectures: Architectures.builtIn + [Flat.self])
    #expect(policy.architecture == "Flat" && policy.interface == Flat.interface && policy.interface.value == nil)
    #expect(throws: PolicyError.self) { try Policy(found, name: "flat") }
  }

  @Test func graphsThatAreNotAsTheInterfaceSaysAreDefects() throws {
    for (outputs, inputs, part) in [(2, 5, "[5] for the observation"), (3, 4, "[3] for the site flat_out")] {
      let found = try checkpoint(outputs, inputs)
      let error = #expect(throws: ArchitectureError.self) {
        try Policy(found, name: "flat", architectures: [Flat.self])
      }
      #expect("\(try #require(error))".contains(part))
    }
  }

  @Test func familiesAreRegisteredOnce() throws {
    var registry = Registry()
    registry.addBuiltInArchitectures()
    registry.add(Flat.self)
    #expect(
      try registry.checked().architectures.map { $0.name } == ["IMPALA", "Nature CNN", "IMPALA of baselines", "Flat"])
    registry.add(Flat.self)
    #expect(throws: FaultList.self) { try registry.checked() }
  }

  @Test func procgensInterfaceIsThatOfTheBundledPolicy() throws {
    let policy = try Policy.bundled()
    #expect(policy.interface == .procgen && policy.graph.inputShape == PolicyInterface.procgen.observation.shape)
    #expect(policy.graph.site(named: Policy.logitsSite)?.shape == [PolicyInterface.procgen.actions.count])
    #expect(
      PolicyInterface.procgen.observation.description
        == "[3, 64, 64] (channels, height, width), float32 from 0 to 1")
  }
}
