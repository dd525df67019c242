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
      path: checkpoint.path, signatures: Architectures.all.map { "\($0.signature) (\($0.name))" })
  }
}

/// A checkpoint that is no policy we know.
public enum PolicyError: ExplainedError, Hashable {
  case unknownArchitecture(path: String, signatures: [String])

  public var explanation: Explanation {
    switch self {
    case .unknownArchitecture(let path, let signatures):
      Explanation(
        .badData, path, "holds parameters of no network that HookKit knows",
        try: "a checkpoint needs one of \(signatures.joined(separator: ", "))")
    }
  }
}
