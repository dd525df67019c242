import HookKit

/// Multiplies every element by a factor: `by * x`.
///
/// Source: the scaling of single units in Bau et al., "Understanding the role of individual units in a deep
/// neural network" (2020).
public struct Scale: Intervention {
  public static let kind = "scale"
  public static let summary = "by * x"
  public static let otherNames = ["multiply"]

  /// The factor; 1 leaves everything as it is.
  @Parameter("the factor") public var by: Float

  public init() {}

  /// Multiplies every element by `factor`.
  public init(by factor: Float) { by = factor }

  public var locality: Locality { .elementwise }
  public var algebra: Algebra { .multiplies }
  public var isIdentity: Bool { by == 1 }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { by * $0 } }
}

extension Intervention where Self == Scale {
  /// Multiplies every element by a factor.
  public static func scale(by factor: Float) -> Scale { Scale(by: factor) }
}
