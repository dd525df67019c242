import HookKit

/// A square of a maze; row 0 is the bottom row of the picture, column 0 its left column.
///
/// Every function says whether it means *inner* squares (of the maze without the walls around it) or *outer*
/// ones (of the whole world).
public struct Square: Hashable, Sendable, Codable, Comparable, CustomStringConvertible, DescribedType {
  /// The row, counted upwards from the bottom.
  public var row: Int
  /// The column, counted from the left.
  public var column: Int

  /// The square in `row` (from the bottom) and `column` (from the left).
  public init(_ row: Int, _ column: Int) {
    self.row = row
    self.column = column
  }

  /// Row-major order: the bottom row first, each row from left to right.
  public static func < (first: Square, second: Square) -> Bool {
    (first.row, first.column) < (second.row, second.column)
  }

  /// What a parameter of this type takes.
  public static var description: String { "a square [row, column]" }

  /// `(row, column)`.
  public var description: String { "(\(row), \(column))" }

  /// `[row, column]`.
  package var json: JSONValue { .array([.integer(row), .integer(column)]) }

  /// Reads `[row, column]`.
  public init(from decoder: any Decoder) throws {
    var pair = try decoder.unkeyedContainer()
    self.init(try pair.decode(Int.self), try pair.decode(Int.self))
  }

  /// Writes `[row, column]`.
  public func encode(to encoder: any Encoder) throws {
    var pair = encoder.unkeyedContainer()
    try pair.encode(row)
    try pair.encode(column)
  }
}

/// Which squares a pair of numbers means.
public enum SquareFrame: String, Sendable, Codable {
  /// Squares of the maze without the rings of wall around it.
  case inner
  /// Squares of the whole world.
  case outer
}
