import HookKit

/// Sets every element to zero: zero ablation, `0`.
///
/// Source: Meyes, Lu, de Puiseau and Meisen, "Ablation studies in artificial neural networks" (2019).
public struct Zero: Intervention {
  public static let kind = "zero"
  public static let summary = "0"
  public static let otherNames = ["ablate", "zero-ablate", "zero-ablation"]

  public init() {}

  public var locality: Locality { .elementwise }
  public var algebra: Algebra { .multiplies }
  public var overwrites: Bool { true }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    Tensor(repeating: 0, shape: value.shape)
  }
}

extension Intervention where Self == Zero {
  /// Sets every element to zero.
  public static var zero: Zero { Zero() }
}
