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

/// Names of programs that a plugin knows.
@Suite struct DialectTests {
  /// A trainer that calls everything after `net`, and its heads otherwise.
  private enum OwnNames: ParameterDialect {
    static let name = "own trainer"
    static let signature = "net.block1.conv.weight"
    static let names = ["net.*": "embedder.*", "pi.*": "fc_policy.*", "v.*": "fc_value.*"]
  }

  private enum SameSignature: ParameterDialect {
    static let name = "another trainer"
    static let signature = OwnNames.signature
    static let names = OwnNames.names
  }

  private enum WithoutSignature: ParameterDialect {
    static let name = "forgetful"
    static let signature = "body.weight"
    static let names = ["net.*": "embedder.*"]
  }

  private enum NoMap: ParameterDialect {
    static let name = "starry"
    static let signature = "net.*.weight"
    static let names = ["net.*.*": "embedder.*"]
  }

  private struct Additions: HookPlugin {
    static let name = "own-names"
    static func register(in registry: inout Registry) { registry.add(OwnNames.self) }
  }

  private func registry() throws -> Registry {
    var registry = Registry()
    registry.addBuiltInArchitectures()
    registry.addBuiltInDialects()
    registry.add(Additions.self)
    return try registry.checked()
  }

  /// The bundled policy's parameters as the trainer names them, behind what a wrapper adds.
  private func file(_ prefix: String = "module.") throws -> (bytes: [UInt8], bundled: TensorArchive) {
    let bundled = try BundledPolicy.checkpoint().parameters
    var archive = TensorArchive()
    for entry in bundled.entries {
      let name = entry.name.replacing("embedder.", with: "net.").replacing("fc_policy.", with: "pi.")
      archive[prefix + name.replacing("fc_value.", with: "v.")] = entry.tensor
    }
    return (archive.safetensorsBytes, bundled)
  }

  @Test(arguments: ["", "module.", "agent."]) func aPluginsNamesAreTranslated(prefix: String) throws {
    let (bytes, bundled) = try file(prefix)
    let registry = try registry()
    let checkpoint = try Checkpoint(
      bytes, path: "own.pth", architectures: registry.architectures, dialects: registry.dialects)
    #expect(checkpoint.namesOf == "own trainer" && checkpoint.parameters == bundled)
    #expect(checkpoint.removedPrefix == (prefix.isEmpty ? nil : prefix))
    let policy = try Policy(checkpoint, name: "own", architectures: registry.architectures)
    #expect(policy.graph.parametersSHA256 == (try Policy.bundled()).graph.parametersSHA256)
    #expect(policy.namesOf == "own trainer")
  }

  /// Recipes name the plugin whose names a checkpoint has, and none for names that are built in or the network's own.
  @Test func usesNameThePlugin() throws {
    let registry = try registry()
    func plugins(_ namesOf: String?) throws -> [String] {
      let bundled = try Policy.bundled()
      let policy = Policy(graph: bundled.graph, name: "p", architecture: bundled.architecture, namesOf: namesOf)
      var uses = PlanUses()
      uses.add([policy])
      return registry.plugins(of: uses).map(\.name)
    }
    #expect(try plugins("own trainer") == ["own-names"])
    #expect(try plugins("RLlib") == [] && plugins(nil) == [])
  }

  @Test func withoutThePluginTheErrorNamesWays() throws {
    let (bytes, _) = try file()
    let error = #expect(throws: PolicyError.self) { try Policy(Checkpoint(bytes, path: "own.pth"), name: "own") }
    let text = "\(try #require(error))"
    #expect(text.contains("--names FILE, or with a plugin that has them (ParameterDialect)"), "\(text)")
    #expect(text.contains("nearest is IMPALA of scale 1: the shapes of 36 of its 36 parameters"), "\(text)")
  }

  @Test func dialectsThatCannotBeAreFaults() throws {
    func fault(_ add: (inout Registry) -> Void) throws -> String {
      var registry = try registry()
      add(&registry)
      let error = #expect(throws: FaultList.self) { try registry.checked() }
      return "\(try #require(error))"
    }
    #expect(try fault { $0.add(OwnNames.self) }.contains("is registered twice"))
    #expect(try fault { $0.add(SameSignature.self) }.contains("signature of dialects \"net.block1.conv.weight\""))
    #expect(try fault { $0.add(WithoutSignature.self) }.contains("its names do not have its signature body.weight"))
    #expect(try fault { $0.add(NoMap.self) }.contains("does not have one * on either side"))
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
