import HookKit

/// The residual network of IMPALA as OpenAI's baselines builds it in TensorFlow, with which the procgen paper trained its agents.
///
/// It has the modules of ``Impala`` under the same names, but its poolings have no padding before the image and one line and
/// column behind it, so that the same weights are another network. Its widths are those of the file. Sites have HookKit's order,
/// channels before lines, `embedder.flatten_out` too.
///
/// Source: `build_impala_cnn` and `PolicyWithValue` of github.com/openai/baselines, as `ppo2` saves them; Cobbe et al.,
/// "Leveraging procedural generation to benchmark reinforcement learning" (2020).
public enum BaselinesImpala: Architecture {
  public static let name = "IMPALA of baselines"
  public static let signature = "pi/layer_0/kernel"

  public static func candidates(among shapes: [Shape]) -> [(name: String, signatureShape: Shape)] {
    let first = shapes.first { depth(ofFirst: $0).map { $0 <= 128 } ?? false }
    return [(name, first ?? [3, 3, 3, 16])]
  }

  /// Input and outputs as those of ``Impala``.
  public static func graph(from parameters: inout some ParameterSource, signatureShape: Shape) throws -> ModuleGraph {
    guard let depth = depth(ofFirst: signatureShape) else {
      throw ArchitectureError.shape(
        parameter: signature, given: signatureShape, wanted: "[3, 3, 3, depth]: height, width, channels, depth")
    }
    /// What a layer puts out by its kernel, whose last axis that is.
    func width(_ layer: Int, rank: Int, otherwise: Int) -> Int {
      guard let shape = parameters.shape(of: "pi/layer_\(layer)/kernel"), shape.rank == rank else { return otherwise }
      return widths.contains(shape[rank - 1]) ? shape[rank - 1] : otherwise
    }
    let form = Impala.Form(
      depths: [depth] + [5, 10].map { width($0, rank: 4, otherwise: 2 * depth) },
      hidden: width(15, rank: 2, otherwise: 256),
      pooling: MaxPool2d(kernel: 3, stride: 2, padding: 0, endPadding: 1))
    var source = BaselinesParameters(parameters)
    defer { parameters = source.parameters }
    return try Impala.graph(form, from: &source)
  }

  /// Widths that a layer can have.
  private static let widths = 1..<1 << 20

  private static func depth(ofFirst shape: Shape) -> Int? {
    shape.rank == 4 && shape == [3, 3, 3, shape[3]] && widths.contains(shape[3]) ? shape[3] : nil
  }
}
