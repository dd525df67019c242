import Foundation
import HookKit
import ImpalaModel
import Testing

/// Models with their networks in one file.
@Suite struct ModelFileTests {
  private func policy(_ bytes: [UInt8], names: NameMap? = nil) throws -> Policy {
    try Policy(Checkpoint(bytes, path: "p.hookmodel", names: names), name: "p.hookmodel")
  }

  @Test(arguments: ImportTests.agreeing) func comesBackAsItWas(name: String) throws {
    let (model, _) = try ExportedFiles.model("\(name).pt2")
    let samples = try ExportedFiles.samples(name)
    let check = try SampleCheck(model.graph, model.interface, samples: samples, source: name)
    let origin = NetworkSource(name: "\(name).pt2", sha256: "12ab")
    let file = ModelFile(
      graph: model.graph, architecture: model.architecture, interface: model.interface, check: check, origin: origin)
    let bytes = try file.bytes(recipe: "{}")
    let policy = try policy(bytes)
    #expect(policy.interface == model.interface && policy.architecture == model.architecture)
    #expect(policy.graph.description == model.graph.description)
    #expect(policy.graph.parametersSHA256 == model.graph.parametersSHA256)
    #expect(try SampleCheck(policy.graph, policy.interface, samples: samples, source: name) == check)
    let again = try #require(try ModelFile(Checkpoint(bytes, path: "p.hookmodel")))
    #expect(again.check == check && again.origin == origin)
    #expect(try again.bytes(recipe: "{}") == bytes)
  }

  @Test func theBundledPolicyIsTheSameNetworkInAFile() throws {
    let bundled = try Policy.bundled()
    let file = ModelFile(graph: bundled.graph, architecture: bundled.architecture, interface: bundled.interface)
    let policy = try policy(file.bytes(recipe: "{}"))
    #expect(policy.architecture == "IMPALA" && policy.interface == .procgen)
    #expect(policy.graph.sites == bundled.graph.sites)
    let rows = Tensor(repeating: 0.25, shape: [2, 3, 64, 64])
    #expect(try policy.graph.run(rows)["fc_policy_out"].isIdentical(to: bundled.graph.run(rows)["fc_policy_out"]))
  }

  @Test func namesOfOthersAreNotForModelFiles() throws {
    let bytes = try ExportedFiles.model("branches.pt2").file.bytes(recipe: "{}")
    let text = ExportedFiles.message { _ = try policy(bytes, names: NameMap(["near.*": "far.*"])) }
    #expect(text.contains("leave --names out"), "\(text)")
  }

  /// What is changed in the JSON, written with spaces, and what the error says.
  @Test(arguments: [
    ("\"version\": 1", "\"version\": 2", "is of version 2, and HookKit reads 1"),
    (
      "\"module\": \"Concat\"", "\"module\": \"Conkat\"",
      "(module cat): its \"module\" is none of AdaptiveAveragePool2d"
    ),
    ("\"axis\": 0", "\"axis\": 9", "takes rows that differ in axis 9 only"),
    ("\"axis\": 0", "\"axis\": -1", "(module cat): \"axis\" is no whole number from 0 to 4096"),
    ("\"kernel\": 2", "\"kernel\": 0", "(module pool): \"kernel\" is no whole number from 1 to 4096"),
    ("\"kernel\": 2", "\"kernel\": 2, \"kernels\": 2", "(module pool): has no setting \"kernels\""),
    ("\"path\": \"cat\"", "\"path\": \".\"", "is not a name"),
    ("\"path\": \"act\"", "\"path\": \"near\"", "is used twice"),
    ("\"reads\": [\"cat\"]", "\"reads\": [\"dog\"]", "(module pool): reads \"dog\", which is no module before it"),
    ("\"reads\": [\"cat\"]", "\"reads\": [\"act\", \"cat\"]", "reads 1 values, not 2"),
    ("\"input\": [3, 16, 16]", "\"input\": [3, 16, 17]", "reads"),
    ("\"input\": [3, 16, 16]", "\"input\": [3, 4611686018427387904, 16]", "is no shape of an observation"),
    ("\"logits\": \"policy_out\"", "\"logits\": \"cat_out\"", "has no output \"cat_out\" of [4]"),
    ("\"highest\": 1", "\"highest\": -1", "its observation is not a shape, a type, a range and a layout"),
  ])
  func graphsThatCannotBeAreRefused(part: String, change: String, expected: String) throws {
    let bytes = try ExportedFiles.model("branches.pt2").file.bytes(recipe: "{}")
    var archive = try TensorArchive(safetensors: bytes, source: "p")
    let text = try #require(archive.metadata["hookmodel"])
    let (part, change) = (Self.dense(part), Self.dense(change))
    try #require(text.contains(part), "\(text)")
    archive.metadata["hookmodel"] = text.replacing(part, with: change, maxReplacements: 1)
    let message = ExportedFiles.message { _ = try policy(archive.safetensorsBytes) }
    #expect(message.contains(expected), "\(message)")
  }

  private static func dense(_ text: String) -> String {
    text.replacing(": ", with: ":").replacing(", ", with: ",")
  }

  @Test func survivesDamage() throws {
    let bytes = try ExportedFiles.model("layernorm.pt2").file.bytes(recipe: "{}")
    var random = RandomStream(seed: 3)
    for _ in 0..<500 {
      var damaged = bytes
      for _ in 0..<3 { damaged[random.index(below: damaged.count)] = UInt8(random.index(below: 128)) }
      do { _ = try policy(damaged) } catch { #expect(error is any ExplainedError, "\(type(of: error)): \(error)") }
    }
  }
}
