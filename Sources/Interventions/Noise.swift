import HookKit

/// Adds random numbers: `x + scale * e`, with `e` drawn anew for every element.
///
/// Every row has draws of its own, determined by the seed and the row's key, whatever the batch; with
/// `shared`, one draw is added to all rows.
///
/// Source: the noise patch of procgen-tools, `patched_vfield` with `np.random.randn`; for causal tracing,
/// Meng, Bau, Andonian and Belinkov, "Locating and editing factual associations in GPT" (2022).
public struct Noise: Intervention {
  /// How the numbers are distributed.
  public enum Distribution: String, ChoiceType, CaseIterable {
    /// Mean 0, standard deviation 1.
    case normal
    /// From -1 up to 1.
    case uniform
  }

  public static let kind = "noise"
  public static let summary = "x + scale * e, e random"
  public static let otherNames = ["gaussian", "corrupt", "perturb"]

  /// The standard deviation of normal noise, the largest magnitude of uniform noise.
  @Parameter("standard deviation, or largest magnitude when uniform") public var scale: Float = 1
  /// How the noise is distributed.
  @Parameter("shape of the noise") public var distribution: Distribution = .normal
  /// Whether all rows get the same noise.
  @Parameter("one draw for all rows") public var shared = false

  public init() {}

  /// Adds noise of this size and distribution.
  public init(scale: Float, distribution: Distribution = .normal, shared: Bool = false) {
    self.scale = scale
    self.distribution = distribution
    self.shared = shared
  }

  /// Shared noise is the same addition to every row; otherwise it depends on the row's key.
  public var locality: Locality { shared ? .elementwise : .row }
  public var algebra: Algebra { .adds }
  public var drawsPerRow: Bool { !shared }
  public var isRandom: Bool { true }
  public var isIdentity: Bool { scale == 0 }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    if isIdentity { return value }
    let shape = value.shape.row
    if shared { return value.combinedByRow(with: draw(shape, context.sharedRandom())) { $0 + scale * $1 } }
    var result = value
    result.withUnsafeMutableScalars { result in
      for row in 0..<value.rows {
        let start = row * shape.count
        for (k, noise) in draw(shape, context.random(row: row)).scalars.enumerated() {
          result[start + k] += scale * noise
        }
      }
    }
    return result
  }

  private func draw(_ shape: Shape, _ stream: RandomStream) -> Tensor {
    var stream = stream
    return Tensor(
      distribution == .normal ? stream.normals(shape.count) : stream.uniforms(shape.count), shape: shape)
  }
}

extension Intervention where Self == Noise {
  /// Adds random numbers, for every row its own unless `shared`.
  public static func noise(
    scale: Float, distribution: Noise.Distribution = .normal, shared: Bool = false
  ) -> Noise {
    Noise(scale: scale, distribution: distribution, shared: shared)
  }
}
