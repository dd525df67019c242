/// A network that another program has exported, made of HookKit's modules.
///
/// Nothing in a file is run, and nothing is guessed: a network of which one operation cannot be made is refused, with all such
/// operations.
public struct ImportedNetwork: Sendable {
  /// Something that the network returns, or is given.
  public struct Output: Sendable, Hashable {
    /// What the file calls it.
    public let name: String
    /// The site of its value; the observation's for an output that is the input.
    public let site: Site
  }

  /// The network.
  public let graph: ModuleGraph
  /// What it returns, in order.
  public let outputs: [Output]
  /// The states that it is given besides observations, in order, with what the file calls them.
  public let states: [Output]
  /// What wrote the file: "torch.export of PyTorch 2.13.0".
  public let origin: String

  /// More than any network has.
  static let operationLimit = 5_000
  /// How many operations that cannot be imported are named.
  private static let listed = 40

  /// Reads a file of `torch.export.save` (`.pt2`) or `torch.onnx.export` (`.onnx`).
  ///
  /// - Throws: `FileError`, ``FormatError`` for a damaged file; `FaultList` of `Fault`s for what it has that HookKit has not.
  public init(contentsOf path: String) throws { try self.init(FileInput.read(path), source: path) }

  /// Reads the contents of such a file.
  public init(_ bytes: [UInt8], source: String) throws {
    let isArchive = bytes.starts(with: [0x50, 0x4B])
    let network =
      try isArchive ? ExportedProgram.network(bytes, source: source) : ONNXModel.network(bytes, source: source)
    try self.init(network, by: isArchive ? TorchRules.all : ONNXRules.all, source: source)
  }

  private init(_ network: TracedNetwork, by rules: [String: OperatorRule], source: String) throws {
    guard network.operations.count <= Self.operationLimit else {
      throw FormatError.excessive(source: source, problem: "has \(network.operations.count) operations")
    }
    var assembly = try NetworkAssembly(network, source: source)
    assembly.assemble(by: rules)
    guard assembly.faults.isEmpty else { throw Self.list(assembly.faults, source) }
    let outputs = try network.outputs.map { name in
      guard case .computed(let step, _)? = assembly.values[name] else {
        throw Fault(
          .badData, source, "its output \(name) does not depend on the observation",
          try: "export a network that returns activations")
      }
      return (name, step)
    }
    graph = try Self.graph(of: assembly)
    let sites = graph.sites
    self.outputs = outputs.map { Output(name: $0, site: sites[$1]) }
    states = assembly.states.enumerated().map { Output(name: $0.element, site: sites[$0.offset + 1]) }
    origin = network.origin
  }

  private static func list(_ faults: [any ExplainedError], _ source: String) -> FaultList {
    let rest = faults.count - listed
    let more: any ExplainedError = Fault(.badData, source, "\(rest.grouped) more operations cannot be imported")
    return FaultList(faults.prefix(listed) + (rest > 0 ? [more] : []))
  }

  private static func graph(of assembly: NetworkAssembly) throws -> ModuleGraph {
    var builder = GraphBuilder(input: assembly.observation)
    var values = [builder.input]
    var paths = StepPaths(assembly.steps)
    for step in assembly.steps {
      values.append(try builder.add(paths.path(of: step), step.module, reading: step.inputs.map { values[$0] }))
    }
    return builder.graph
  }
}
