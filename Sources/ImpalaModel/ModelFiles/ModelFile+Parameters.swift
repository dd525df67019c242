import HookKit

extension ModelFile {
  /// Checks that its parameters alone, in a file without the network, would not be read as another network: one whose modules
  /// have the same names and shapes, and compute something else.
  ///
  /// - Parameters:
  ///   - target: the file that they are to be written to.
  ///   - architectures: the families that a reader of it would try.
  /// - Throws: `Fault`.
  public func checkParametersAlone(for target: String, architectures: [any Architecture.Type]) throws {
    for architecture in architectures {
      var parameters = ParameterReader(GraphDocument.parameters(of: graph), source: target)
      guard let shape = parameters.shape(of: architecture.signature),
        let other = try? architecture.graph(from: &parameters, signatureShape: shape),
        (try? parameters.finish()) != nil
      else { continue }
      if try GraphDocument.json(of: other) == GraphDocument.json(of: graph) { return }
      throw Fault(
        .usage, target,
        "would be read as \(architecture.name): the parameters of this \(self.architecture) have its names, and "
          + "compute something else there",
        try: "write a .\(Self.fileExtension), which has its network with it")
    }
  }
}
