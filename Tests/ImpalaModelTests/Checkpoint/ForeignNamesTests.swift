import Foundation
import HookKit
import ImpalaModel
import Testing

/// The same network under other names is the same network.
@Suite struct ForeignNamesTests {
  private let bundled: TensorArchive

  init() throws { bundled = try BundledPolicy.checkpoint().parameters }

  /// A network's name for a parameter in the words of RLlib: blocks, residual blocks and convolutions count from 0.
  private static func rllib(_ name: String, blocks: String, heads: [String: String]) -> String {
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    let (module, rest) = (String(name[..<dot]), name[dot...])
    if let head = heads[module] { return head + rest }
    guard let parts = module.wholeMatch(of: /embedder\.block(\d)\.(?:res(\d)\.)?conv(\d?)/), let block = Int(parts.1)
    else { return name }
    guard let residual = parts.2.flatMap({ Int($0) }), let convolution = Int(parts.3) else {
      return "\(blocks).\(block - 1).conv\(rest)"
    }
    return "\(blocks).\(block - 1).res_block\(residual - 1).conv\(convolution - 1)\(rest)"
  }

  private static let dialects: [String: (blocks: String, heads: [String: String])] = [
    "RLlib": ("conv_seqs", ["embedder.fc": "hidden_fc", "fc_policy": "logits_fc", "fc_value": "value_fc"]),
    "CleanRL": ("network", ["embedder.fc": "network.5", "fc_policy": "actor", "fc_value": "critic"]),
  ]

  private func archive(_ name: (String) -> String?) -> TensorArchive {
    var archive = TensorArchive()
    for entry in bundled.entries { if let name = name(entry.name) { archive[name] = entry.tensor } }
    return archive
  }

  /// The checkpoint of a file with these parameters.
  private func checkpoint(_ archive: TensorArchive, names: NameMap? = nil) throws -> Checkpoint {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Checkpoint.write(archive, to: path)
    return try Checkpoint(contentsOf: path, names: names)
  }

  private func fault(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return "no error"
  }

  @Test(arguments: ["RLlib", "CleanRL"], ["", "module.", "agent._orig_mod."])
  func namesOfOtherProgramsAreTranslated(program: String, prefix: String) throws {
    let dialect = try #require(Self.dialects[program])
    let foreign = archive { prefix + Self.rllib($0, blocks: dialect.blocks, heads: dialect.heads) }
    #expect(Set(foreign.names).isDisjoint(with: bundled.names) && foreign.count == bundled.count)
    let checkpoint = try checkpoint(foreign)
    #expect(checkpoint.namesOf == program && checkpoint.parameters == bundled)
    #expect(checkpoint.removedPrefix == (prefix.isEmpty ? nil : prefix))
    let policy = try Policy(checkpoint, name: "foreign")
    #expect(policy.graph.sites.map(\.name) == (try Policy.bundled()).graph.sites.map(\.name))
  }

  @Test func aParameterThatTheProgramDoesNotHaveIsUnexpected() throws {
    let (blocks, heads) = try #require(Self.dialects["CleanRL"])
    var foreign = archive { Self.rllib($0, blocks: blocks, heads: heads) }
    foreign["network.7.weight"] = Tensor(repeating: 0, shape: [2])
    let text = fault { _ = try Policy(checkpoint(foreign), name: "foreign") }
    #expect(text.contains("\"network.7.weight\" of shape [2] is no parameter of this network"), "\(text)")
  }

  @Test func aMapGivesNames() throws {
    let own = archive { "net/" + $0.replacing(".", with: "/") }
    let map = try NameMap(
      Dictionary(
        uniqueKeysWithValues: Set(bundled.names.map { String($0[..<($0.lastIndex(of: ".") ?? $0.endIndex)]) }).map {
          ("net/\($0.replacing(".", with: "/"))/*", "\($0).*")
        }))
    #expect(try checkpoint(own, names: map).parameters == bundled)
  }

  @Test func mapsThatDoNotFitSaySo() throws {
    let own = archive { $0 == "fc_value.bias" ? "fc_value.b" : $0 }
    func message(_ map: [String: String]) -> String {
      fault { _ = try checkpoint(own, names: NameMap(map, source: "names.yaml")) }
    }
    #expect(
      message(["fc_valu.b": "fc_value.bias"])
        == "names.yaml: \"fc_valu.b\" matches no parameter of the checkpoint; did you mean \"fc_value.b\"?")
    #expect(message(["fc_value.b": "fc_policy.bias"]).contains("both become \"fc_policy.bias\""))
    #expect(message(["fc_*": "head"]).contains("does not have one * on either side"))
    #expect(message(["fc_*.*": "head.*"]).contains("does not have one * on either side"))
    #expect(message(["fc_value.b": "fc_value.bias"]) == "no error")
  }

  @Test(arguments: ["fc_policy", "fc_value"]) func oneHeadIsEnough(head: String) throws {
    let alone = archive { name in name.hasPrefix("fc_") && !name.hasPrefix(head) ? nil : name }
    let graph = try Policy(checkpoint(alone), name: "alone").graph
    #expect(graph.outputs.map(\.name) == ["\(head)_out"])
    let image = Inputs(Tensor(repeating: 0.5, shape: [1, 3, 64, 64]))
    let whole = try Policy.bundled().graph.run(image)
    #expect(try graph.run(image)["\(head)_out"].scalars == whole["\(head)_out"].scalars)
  }

  @Test func withoutHeadsBothAreMissing() throws {
    let text = fault { _ = try Policy(checkpoint(archive { $0.hasPrefix("fc_") ? nil : $0 }), name: "headless") }
    #expect(text.contains("fc_policy.weight") && text.contains("fc_value.weight"), "\(text)")
  }

  /// What differs is said: names and shapes of the file, and the network that it is most like.
  @Test func anUnknownCheckpointNamesTheNearestNetwork() throws {
    let own = archive { $0 == "fc_value.bias" ? nil : "layers." + $0.replacing("embedder", with: "body") }
    let text = fault { _ = try Policy(checkpoint(own), name: "own") }
    #expect(text.contains("layers.body.block1.conv.weight [16, 3, 3, 3]"), "\(text)")
    #expect(text.contains("nearest is IMPALA of scale 1: the shapes of 35 of its 36 parameters are there"), "\(text)")
    #expect(text.contains("(not of fc_value.bias [1])") && text.contains("--names FILE"), "\(text)")
    var small = TensorArchive()
    small["a"] = Tensor(repeating: 0, shape: [2, 2])
    #expect(!fault { _ = try Policy(checkpoint(small), name: "small") }.contains("nearest"))
  }
}

/// Checkpoints of others, which have no licence and are not here: `HOOKKIT_CHECKPOINTS` names a folder with them.
///
/// `heist-easy.pt` is in `BenSturgeon/ai-safety-camp-2024-model-agents`, `value-only.pth` in
/// `GarretteBaker/train-procgen-pytorch_devinterp`, both on GitHub.
@Suite struct CheckpointsOfOthersTests {
  static let folder = ProcessInfo.processInfo.environment["HOOKKIT_CHECKPOINTS"]

  @Test(.enabled(if: folder != nil, "HOOKKIT_CHECKPOINTS names no folder"))
  func loadAsTheyAre() throws {
    let folder = try #require(Self.folder)
    let heist = try Checkpoint(contentsOf: "\(folder)/heist-easy.pt")
    #expect(heist.namesOf == "RLlib")
    #expect(try Policy(heist, name: "heist").graph.outputs.map(\.name) == ["fc_policy_out", "fc_value_out"])
    let value = try Policy(contentsOf: "\(folder)/value-only.pth")
    #expect(value.graph.outputs.map(\.name) == ["fc_value_out"])
  }
}
