import HookKit

/// The convolutional network of the first Atari agents, as trained on procgen by the same code as ``Impala``.
///
/// Source: Mnih et al., "Human-level control through deep reinforcement learning" (Nature, 2015).
public enum NatureCNN: Architecture {
  public static let name = "Nature CNN"
  public static let signature = "embedder.layers.0.weight"

  public static func candidates(among shapes: [Shape]) -> [(name: String, signatureShape: Shape)] {
    [(name, [32, 3, 8, 8])]
  }

  public static func interface(of graph: ModuleGraph) -> PolicyInterface { PolicyHeads.interface(of: graph) }

  /// Input and outputs as those of ``Impala``.
  public static func graph(from parameters: inout some ParameterSource, signatureShape: Shape) throws -> ModuleGraph {
    guard signatureShape == [32, 3, 8, 8] else {
      throw ArchitectureError.shape(parameter: signature, given: signatureShape, wanted: "[32, 3, 8, 8]")
    }
    var builder = GraphBuilder(input: interface.observation.shape)
    let hidden = try builder.sequence(
      [
        ("embedder.layers.0", try parameters.conv2d("embedder.layers.0", from: 3, to: 32, kernel: 8, stride: 4)),
        ("embedder.layers.1", ReLU()),
        ("embedder.layers.2", try parameters.conv2d("embedder.layers.2", from: 32, to: 64, kernel: 4, stride: 2)),
        ("embedder.layers.3", ReLU()),
        ("embedder.layers.4", try parameters.conv2d("embedder.layers.4", from: 64, to: 64, kernel: 3)),
        ("embedder.layers.5", ReLU()), ("embedder.layers.6", Flatten()),
        ("embedder.layers.7", try parameters.linear("embedder.layers.7", from: 64 * 4 * 4, to: 512)),
        ("embedder.layers.8", ReLU()),
      ], from: builder.input)
    try PolicyHeads.add(to: &builder, from: &parameters, hidden, width: 512)
    return builder.graph
  }
}
