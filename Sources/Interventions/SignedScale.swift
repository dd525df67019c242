import HookKit

/// Multiplies positive elements by one factor and negative ones by another: `positive * max(x, 0) +
/// negative * min(x, 0)`.
///
/// Source: the experiments of procgen-tools that scale the positive and the negative part of a cheese
/// channel apart.
public struct SignedScale: Intervention {
  public static let kind = "signed-scale"
  public static let summary = "positive * x where x > 0, negative * x where x < 0"

  /// The factor of elements above zero.
  @Parameter("factor of positive elements") public var positive: Float = 1
  /// The factor of elements below zero.
  @Parameter("factor of negative elements") public var negative: Float = 1

  public init() {}

  /// Multiplies positive and negative elements by factors of their own.
  public init(positive: Float = 1, negative: Float = 1) {
    self.positive = positive
    self.negative = negative
  }

  public var locality: Locality { .elementwise }
  public var isIdentity: Bool { positive == 1 && negative == 1 }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    value.map { $0 > 0 ? positive * $0 : $0 < 0 ? negative * $0 : $0 }
  }
}

extension Intervention where Self == SignedScale {
  /// Multiplies positive elements by one factor and negative ones by another.
  public static func signedScale(positive: Float = 1, negative: Float = 1) -> SignedScale {
    SignedScale(positive: positive, negative: negative)
  }
}
