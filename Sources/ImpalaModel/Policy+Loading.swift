import HookKit

extension HookKit.ParameterReader: ParameterSource {}

extension Policy {
  /// The policy of a checkpoint file: `.pth` in either of PyTorch's formats, or safetensors.
  ///
  /// - Throws: an ``ExplainedError`` for a file that cannot be read or is not a checkpoint, for parameters of no network we
  ///   know, and for missing, unexpected and wrongly shaped parameters, all of them together.
  public init(contentsOf path: String) throws {
    try self.init(Checkpoint(contentsOf: path), name: path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// The small policy that comes with HookKit; see its card, `maze-small.md`.
  public static func bundled() throws -> Policy {
    try Policy(BundledPolicy.checkpoint(), name: "maze-small (bundled)")
  }

  /// The policy of a checkpoint that was read before.
  public init(_ checkpoint: Checkpoint, name: String) throws {
    var parameters = ParameterReader(checkpoint.parameters, source: checkpoint.path)
    for architecture in Architectures.all {
      guard let shape = parameters.shape(of: architecture.signature) else { continue }
      let graph = try architecture.graph(from: &parameters, signatureShape: shape)
      try parameters.finish()
      self.init(graph: graph, name: name, sha256: checkpoint.fileSHA256, architecture: architecture.name)
      return
    }
    throw PolicyError.unknownArchitecture(
      path: checkpoint.path, names: checkpoint.parameters.names,
      signatures: Architectures.all.map { "\($0.signature) (\($0.name))" })
  }
}

/// A checkpoint that is no policy we know.
public enum PolicyError: ExplainedError, Hashable {
  /// The parameters that the file holds have other names than those of the networks we know.
  case unknownArchitecture(path: String, names: [String], signatures: [String])

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(4).joined(separator: ", ")
    return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
  }

  public var explanation: Explanation {
    switch self {
    case .unknownArchitecture(let path, let names, let signatures):
      Explanation(
        .badData, path, "holds parameters of no network that HookKit knows: \(Self.list(names))",
        try: "name them as the published policies do; a checkpoint needs one of "
          + signatures.joined(separator: ", "))
    }
  }
}
