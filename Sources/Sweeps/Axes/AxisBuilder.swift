/// Collects the axes of a ``Sweep``: axes, lists of them, conditions and loops.
@resultBuilder
public enum AxisBuilder {
  public static func buildExpression(_ axis: Axis) -> [Axis] { [axis] }
  public static func buildExpression(_ axes: [Axis]) -> [Axis] { axes }
  public static func buildBlock(_ parts: [Axis]...) -> [Axis] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Axis]?) -> [Axis] { part ?? [] }
  public static func buildEither(first part: [Axis]) -> [Axis] { part }
  public static func buildEither(second part: [Axis]) -> [Axis] { part }
  public static func buildArray(_ parts: [[Axis]]) -> [Axis] { parts.flatMap { $0 } }
  public static func buildLimitedAvailability(_ part: [Axis]) -> [Axis] { part }
}
