import HookKit

extension ModelFile {
  /// A checkpoint with its network, which it may have with it already.
  ///
  /// - Throws: what is wrong with a checkpoint that is no policy.
  public init(of checkpoint: Checkpoint, architectures: [any Architecture.Type] = Architectures.builtIn) throws {
    if let file = try ModelFile(checkpoint) {
      self = file
      return
    }
    let policy = try Policy(checkpoint, name: FileSystem.name(of: checkpoint.path), architectures: architectures)
    self.init(
      graph: policy.graph, architecture: policy.architecture, interface: policy.interface,
      origin: NetworkSource(name: policy.name, sha256: policy.sha256))
  }
}
