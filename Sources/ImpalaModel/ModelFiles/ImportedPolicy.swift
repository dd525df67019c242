import HookKit

/// A network that another program exported, as a policy: what a model file is made of.
public struct ImportedPolicy: Sendable {
  /// The network.
  public let network: ImportedNetwork
  /// Which of its outputs mean what.
  public let interface: PolicyInterface
  /// The file that it was read from.
  public let source: NetworkSource

  /// Reads a network; nothing in the file is run.
  ///
  /// - Parameters:
  ///   - path: what `torch.export.save` or `torch.onnx.export` wrote.
  ///   - outputs: what is known of its outputs.
  /// - Throws: `FileError`, and `Fault` for what cannot be computed, or leaves a choice.
  public init(_ path: String, _ outputs: PolicyOutputs = PolicyOutputs()) throws {
    let bytes = try FileInput.read(path)
    network = try ImportedNetwork(bytes, source: path)
    interface = try outputs.interface(of: network)
    source = NetworkSource(name: FileSystem.name(of: path), sha256: SHA256.hexDigest(of: bytes))
  }

  /// The Python that writes samples of what the network computes.
  public var sampleScript: SampleScript { SampleScript(interface, of: network.graph) }

  /// The policy as a model file.
  ///
  /// - Parameter samples: the path of an .npz of what the other program computes; nil for a model that is not compared.
  /// - Throws: `Fault` for samples that do not fit, or that the network does not agree with.
  public func model(checkedBy samples: String?) throws -> ModelFile {
    let check = try samples.map { path in
      try SampleCheck(
        network.graph, interface, samples: TypedArray.arrays(npz: FileInput.read(path), source: path), source: path)
    }
    return ModelFile(
      graph: network.graph, architecture: network.origin, interface: interface, check: check, origin: source)
  }
}

extension ModelFile {
  /// What it is, a line for each fact.
  public var summary: String {
    var table = Table()
    table.add("network", "\(architecture), \(graph.nodes.count) modules")
    table.add("observation", interface.observation.description)
    table.add("logits", "\(interface.logits) [\(interface.actions.count)]")
    table.add("value", interface.value ?? "none")
    for state in interface.stateTexts(in: graph) { table.add("state", state) }
    table.add("check", check?.description ?? "none")
    return table.text
  }
}
