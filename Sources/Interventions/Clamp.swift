import HookKit

/// Limits every element to a range: `min(max(x, min), max)`; either bound may be left out. NaN stays NaN.
///
/// Source: the limiting of features in Templeton et al., "Scaling monosemanticity: extracting interpretable
/// features from Claude 3 Sonnet" (2024).
public struct Clamp: Intervention {
  public static let kind = "clamp"
  public static let summary = "min where x < min, max where x > max, else x"
  public static let otherNames = ["clip"]

  /// The lower bound; nil for none.
  @Parameter("lower bound") public var min: Float?
  /// The upper bound; nil for none.
  @Parameter("upper bound") public var max: Float?

  public init() {}

  /// Limits every element to these bounds.
  public init(min: Float? = nil, max: Float? = nil) {
    self.min = min
    self.max = max
  }

  public var locality: Locality { .elementwise }
  public var isIdentity: Bool { lower == -.infinity && upper == .infinity }

  private var lower: Float { min ?? -.infinity }
  private var upper: Float { max ?? .infinity }

  public mutating func prepare(_ context: PrepareContext) throws {
    guard min != nil || max != nil else {
      throw ParameterError(self, "has no bounds", try: "give min, max or both: clamp(min: 0)")
    }
    // Not lower > upper: a bound that is not a number is at fault too.
    guard lower <= upper else {
      throw ParameterError(self, "min is larger than max", try: "exchange them, or leave one out")
    }
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    let (lower, upper) = (self.lower, self.upper)
    return value.map { $0 < lower ? lower : $0 > upper ? upper : $0 }
  }
}

extension Intervention where Self == Clamp {
  /// Limits every element to a range.
  public static func clamp(min: Float? = nil, max: Float? = nil) -> Clamp { Clamp(min: min, max: max) }
}
