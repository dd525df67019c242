// Made from Documentation/Extending.md; see CONTRIBUTING.md, "Documentation".

import Experiments
import Testing

enum MyTrainerNames: ParameterDialect {
  static let name = "my trainer"
  static let signature = "net.block1.conv.weight"
  static let names = ["net.*": "embedder.*", "pi.*": "fc_policy.*", "v.*": "fc_value.*"]
}

enum MyTrainer: HookPlugin {
  static let name = "my-trainer"
  static func register(in registry: inout Registry) { registry.add(MyTrainerNames.self) }
}

@Test func checkpointsOfMyTrainerAreKnown() throws {
  var registry = try Registry.builtIn
  registry.add(MyTrainer.self)
  let file = TensorArchive(["module.net.block1.conv.weight": Tensor(repeating: 0, shape: [16, 3, 3, 3])])
  let checkpoint = try Checkpoint(
    file.safetensorsBytes, path: "theirs.safetensors", dialects: registry.checked().dialects)
  #expect(checkpoint.namesOf == "my trainer")
  #expect(checkpoint.parameters.names == ["embedder.block1.conv.weight"])
}
