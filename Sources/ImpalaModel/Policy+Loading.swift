import HookKit

extension HookKit.ParameterReader: ParameterSource {}

extension Policy {
  /// The policy of a checkpoint file: `.pth` in either of PyTorch's formats, or safetensors.
  ///
  /// - Throws: an ``Essentials/ExplainedError`` for a file that cannot be read or is not a checkpoint, for parameters
  ///   of no network we know, and for missing, unexpected and wrongly shaped parameters, all of them together.
  /// - Parameters:
  ///   - path: the file.
  ///   - names: the network's names for those that the file has; nil to take the file's.
  public init(contentsOf path: String, names: NameMap? = nil) throws {
    try self.init(Checkpoint(contentsOf: path, names: names), name: FileSystem.name(of: path))
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
    throw PolicyError(checkpoint)
  }
}

/// A checkpoint that is no policy we know.
public struct PolicyError: ExplainedError, Hashable {
  /// The checkpoint's file.
  public let path: String
  /// The parameters that it holds, with their shapes.
  let parameters: [String]
  let nearest: NearestArchitecture?

  init(_ checkpoint: Checkpoint) {
    path = checkpoint.path
    parameters = checkpoint.parameters.entries.map { "\($0.name) \($0.tensor.shape)" }
    nearest = NearestArchitecture(to: checkpoint.parameters)
  }

  private var resemblance: String {
    guard let nearest else { return "" }
    let rest = nearest.missing.isEmpty ? "" : " (not of \(nearest.missing.listed(most: 4)))"
    return
      "; nearest is \(nearest.name): the shapes of \(nearest.matches) of its \(nearest.count) parameters are there\(rest)"
  }

  public var explanation: Explanation {
    let signatures = Architectures.all.map { "\($0.signature) (\($0.name))" }.joined(separator: " or ")
    return Explanation(
      .badData, path, "holds parameters of no network that HookKit knows: \(parameters.listed(most: 6))\(resemblance)",
      try: "map its names with --names FILE; one must become \(signatures)")
  }
}
