import HookKit

/// Sets every element to one number: `value`.
///
/// On a selection such as `[55, square(3, 4)]` this is the retargeting of Mini et al., "Understanding and
/// controlling a maze-solving policy network" (2023), where 5.5 in a cheese-tracking channel draws the
/// mouse to the square.
public struct SetValue: Intervention {
  public static let kind = "set"
  public static let summary = "value"
  public static let otherNames = ["fix", "constant"]

  /// What every element becomes.
  @Parameter("what every element becomes") public var value: Float

  public init() {}

  /// Sets every element to `value`.
  public init(value: Float) { self.value = value }

  public var locality: Locality { .elementwise }
  public var overwrites: Bool { true }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    Tensor(repeating: self.value, shape: value.shape)
  }
}

extension Intervention where Self == SetValue {
  /// Sets every element to one number.
  public static func set(value: Float) -> SetValue { SetValue(value: value) }
}
