import HookKit

/// A policy in one file, with its network: `.hookmodel`, a safetensors file with the graph as JSON in its metadata.
///
/// The tensors are the parameters under their usual names. FileFormats.md describes the JSON.
public struct ModelFile: Sendable {
  /// The key of the metadata under which the JSON stands.
  private static let key = Checkpoint.networkKey
  /// The ending of such files' names, without the dot.
  public static let fileExtension = "hookmodel"
  private static let version = 1

  /// The network.
  public let graph: ModuleGraph
  /// What the family is called: "IMPALA", "torch.export of PyTorch 2.13.0".
  public let architecture: String
  /// What it takes and gives.
  public let interface: PolicyInterface
  /// How far it was from what it was made of; nil for one that was not compared.
  public let check: SampleCheck?
  /// The file that it was made of; nil for none.
  public let origin: NetworkSource?

  /// A policy as it is to be written.
  public init(
    graph: ModuleGraph, architecture: String, interface: PolicyInterface, check: SampleCheck? = nil,
    origin: NetworkSource? = nil
  ) {
    (self.graph, self.architecture, self.interface) = (graph, architecture, interface)
    (self.check, self.origin) = (check, origin)
  }

  /// The contents of the file.
  ///
  /// - Parameter recipe: how it was made.
  /// - Throws: `Fault` for modules of plugins.
  public func bytes(recipe: String) throws -> [UInt8] {
    var archive = GraphDocument.parameters(of: graph)
    let origin = origin.map {
      JSONValue.object([.init("file", .string($0.name)), .init("sha256", .string($0.sha256))])
    }
    let document = JSONValue.object([
      .init("version", .integer(Self.version)), .init("architecture", .string(architecture)),
      .init("interface", interface.json), .init("origin", origin ?? .null), .init("check", check?.json ?? .null),
      .init("graph", try GraphDocument.json(of: graph)),
    ])
    archive.metadata = [Self.key: document.line, "recipe": recipe]
    return archive.safetensorsBytes
  }

  /// The policy of a checkpoint that has its network with it; nil for one that has not.
  ///
  /// - Throws: `Fault`, `ParameterFault`s, and what else a graph that cannot be throws.
  public init?(_ checkpoint: Checkpoint) throws {
    guard let text = checkpoint.networkText else { return nil }
    let source = checkpoint.path
    guard let json = try? JSONValue(text: text) else {
      throw Fault.modelFile(source, "its \"\(Self.key)\" is no JSON")
    }
    let record = try GraphRecord(
      json, source: source, what: "its \"\(Self.key)\"",
      known: ["version", "architecture", "interface", "origin", "check", "graph"])
    guard record["version"] == .integer(Self.version) else {
      throw Fault.modelFile(
        source, "is of version \(record["version"]?.line ?? "none"), and HookKit reads \(Self.version)"
      )
    }
    guard let architecture = record["architecture"]?.plainText else {
      throw Fault.modelFile(source, "does not say its \"architecture\"")
    }
    let graph = try GraphDocument.graph(record["graph"] ?? .null, parameters: checkpoint.parameters, source: source)
    self.init(
      graph: graph, architecture: architecture, interface: try PolicyInterface(record["interface"], source: source),
      check: try SampleCheck(record["check"], source: source),
      origin: try NetworkSource(record["origin"], source: source))
    try interface.check(graph, source: source)
  }
}

extension NetworkSource {
  fileprivate init?(_ json: JSONValue?, source: String) throws {
    if json == .null { return nil }
    let record = try GraphRecord(json, source: source, what: "its \"origin\"", known: ["file", "sha256"])
    guard let file = record["file"]?.plainText, let digest = record["sha256"]?.plainText else {
      throw Fault.modelFile(source, "its \"origin\" is not a file and its SHA-256")
    }
    self.init(name: file, sha256: digest)
  }
}

extension PolicyInterface {
  /// Checks that a graph from a file gives what it says.
  fileprivate func check(_ graph: ModuleGraph, source: String) throws {
    guard graph.inputShape == observation.shape else {
      throw Fault.modelFile(source, "its graph reads \(graph.inputShape), and its observation is \(observation.shape)")
    }
    for (name, size) in [(logits, actions.count)] + (value.map { [($0, 1)] } ?? []) {
      guard let site = graph.outputs.first(where: { $0.name == name }), site.shape == [size] else {
        throw Fault.modelFile(source, "its graph has no output \"\(name)\" of [\(size)]")
      }
    }
    if let fault = stateFault(in: graph) {
      throw Fault.modelFile(source, "its graph \(fault)")
    }
  }
}

extension Checkpoint {
  /// How files of parameters end, those of models too.
  public static let fileExtensions = ["pth", "pt", "safetensors", "joblib", ModelFile.fileExtension]
}
