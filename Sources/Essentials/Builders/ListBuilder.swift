/// Collects a list in the order written: elements, whole lists, conditions and loops.
///
/// One builder serves plans, axes, conditions, findings, columns and measures.
@resultBuilder
public enum ListBuilder<Element> {
  /// One element.
  public static func buildExpression(_ element: Element) -> [Element] { [element] }
  /// A whole list, element by element.
  public static func buildExpression(_ elements: [Element]) -> [Element] { elements }
  /// The lines of a block, one after the other.
  public static func buildBlock(_ parts: [Element]...) -> [Element] { parts.flatMap { $0 } }
  /// An `if` without `else`: nothing where it does not hold.
  public static func buildOptional(_ part: [Element]?) -> [Element] { part ?? [] }
  /// The first branch of an `if` or `switch`.
  public static func buildEither(first part: [Element]) -> [Element] { part }
  /// The other branches.
  public static func buildEither(second part: [Element]) -> [Element] { part }
  /// A `for` loop: its rounds, one after the other.
  public static func buildArray(_ parts: [[Element]]) -> [Element] { parts.flatMap { $0 } }
  /// What stands in an `if #available`.
  public static func buildLimitedAvailability(_ part: [Element]) -> [Element] { part }
}
