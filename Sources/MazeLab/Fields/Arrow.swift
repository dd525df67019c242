import HookKit

/// A displacement in squares: rows upwards, columns to the right.
public struct Arrow: Hashable, Sendable, Codable {
  /// Squares upwards, and squares to the right.
  public var row, column: Double

  /// The displacement by `row` squares upwards and `column` squares to the right.
  public init(_ row: Double, _ column: Double) { (self.row, self.column) = (row, column) }

  /// The Euclidean length, in squares.
  public var length: Double { (row * row + column * column).squareRoot() }

  /// One displacement after the other.
  public static func + (first: Arrow, second: Arrow) -> Arrow {
    Arrow(first.row + second.row, first.column + second.column)
  }

  /// What leads from the second displacement to the first.
  public static func - (first: Arrow, second: Arrow) -> Arrow {
    Arrow(first.row - second.row, first.column - second.column)
  }

  /// A displacement made longer by a factor.
  public static func * (factor: Double, arrow: Arrow) -> Arrow { Arrow(factor * arrow.row, factor * arrow.column) }

  /// Reads `[row, column]`.
  public init(from decoder: any Decoder) throws {
    var pair = try decoder.unkeyedContainer()
    self.init(try pair.decode(Double.self), try pair.decode(Double.self))
  }

  /// Writes `[row, column]`, rounded to six decimals, which is all that float32 probabilities hold.
  public func encode(to encoder: any Encoder) throws {
    var pair = encoder.unkeyedContainer()
    try pair.encode(row.sixDecimals)
    try pair.encode(column.sixDecimals)
  }
}
