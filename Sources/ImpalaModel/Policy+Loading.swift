import HookKit

extension HookKit.ParameterReader: ParameterSource {}

extension Policy {
  /// The policy of a checkpoint file: `.pth` in either of PyTorch's formats, safetensors, or `.hookmodel`.
  ///
  /// - Throws: an ``Essentials/ExplainedError`` for a file that cannot be read or is not a checkpoint, for parameters
  ///   of no network we know, and for missing, unexpected and wrongly shaped parameters, all of them together.
  /// - Parameters:
  ///   - path: the file.
  ///   - names: the network's names for those that the file has; nil to take the file's.
  ///   - architectures: the families that are tried, those of plugins too: `registry.architectures`.
  ///   - dialects: the names of other programs that are known, those of plugins too: `registry.dialects`.
  public init(
    contentsOf path: String, names: NameMap? = nil, architectures: [any Architecture.Type] = Architectures.builtIn,
    dialects: [any ParameterDialect.Type] = ParameterDialects.builtIn
  ) throws {
    let checkpoint = try Checkpoint(
      contentsOf: path, names: names, architectures: architectures, dialects: dialects)
    try self.init(checkpoint, name: FileSystem.name(of: path), architectures: architectures)
  }

  /// The small policy that comes with HookKit; see its card, `maze-small.md`.
  public static func bundled() throws -> Policy {
    try Policy(BundledPolicy.checkpoint(), name: "maze-small (bundled)")
  }

  /// The policy of a checkpoint that was read before.
  public init(
    _ checkpoint: Checkpoint, name: String, architectures: [any Architecture.Type] = Architectures.builtIn
  ) throws {
    if let file = try ModelFile(checkpoint) {
      self.init(
        graph: file.graph, name: name, sha256: checkpoint.fileSHA256, architecture: file.architecture,
        interface: file.interface)
      return
    }
    var parameters = ParameterReader(checkpoint.parameters, source: checkpoint.path)
    for architecture in architectures {
      guard let shape = parameters.shape(of: architecture.signature) else { continue }
      let graph = try architecture.graph(from: &parameters, signatureShape: shape)
      try parameters.finish()
      let interface = architecture.interface(of: graph)
      try interface.check(graph, architecture.name)
      self.init(
        graph: graph, name: name, sha256: checkpoint.fileSHA256, architecture: architecture.name,
        interface: interface, namesOf: checkpoint.namesOf)
      return
    }
    throw PolicyError(checkpoint, architectures)
  }
}

/// A checkpoint that is no policy we know.
public struct PolicyError: ExplainedError, Hashable {
  /// The checkpoint's file.
  public let path: String
  /// The parameters that it holds, with their shapes.
  let parameters: [String]
  let nearest: NearestArchitecture?
  /// The parameters by which networks are known.
  let signatures: [String]

  init(_ checkpoint: Checkpoint, _ architectures: [any Architecture.Type]) {
    path = checkpoint.path
    parameters = checkpoint.parameters.entries.map { "\($0.name) \($0.tensor.shape)" }
    nearest = NearestArchitecture(to: checkpoint.parameters, among: architectures)
    signatures = architectures.map { "\($0.signature) (\($0.name))" }
  }

  private var resemblance: String {
    guard let nearest else { return "" }
    let rest = nearest.missing.isEmpty ? "" : " (not of \(nearest.missing.listed(most: 4)))"
    return
      "; nearest is \(nearest.name): the shapes of \(nearest.matches) of its \(nearest.count) parameters are there\(rest)"
  }

  public var explanation: Explanation {
    if parameters.count == 1, parameters[0].hasPrefix("array ") {
      return Explanation(
        .badData, path, "holds one array and no network: \(parameters[0])",
        try: "give a checkpoint; a grid of a maze is read by --maze")
    }
    return Explanation(
      .badData, path, "holds parameters of no network that HookKit knows: \(parameters.listed(most: 6))\(resemblance)",
      try: "map its names with --names FILE, or with a plugin that has them (ParameterDialect); one must become "
        + signatures.joined(separator: " or "))
  }
}
