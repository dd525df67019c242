import Foundation
import HookKit
import MazeEnv

extension VectorField: Codable {
  /// The version of the form that fields have in files.
  static let formVersion = 1

  private enum Key: String, CodingKey, CaseIterable {
    case version, level, mode, facing, grid, squares, groups, probabilities, arrows, values, facings
  }

  /// The fields of a field of both facings.
  private struct Sides: Codable, KeyedRecord {
    let left, right: VectorField

    static var keys: [String] { ["left", "right"] }
  }

  /// What ``jsonValue()`` adds, which follows from the rest.
  private static let differenceKey = "facingDifference"

  /// Reads a field; its arrows are computed anew from the probabilities.
  ///
  /// Files of earlier versions do not say which way the mouse looks: ``facing`` is `state` then.
  public init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, known: Key.allCases.map(\.rawValue) + [Self.differenceKey])
    let container = try decoder.container(keyedBy: Key.self)
    func fail(_ key: Key, _ problem: String) -> DecodingError {
      .dataCorruptedError(forKey: key, in: container, debugDescription: problem)
    }
    let version = try container.decode(Int.self, forKey: .version)
    guard version == Self.formVersion else { throw fail(.version, "fields of version \(version) cannot be read") }
    let mode = try container.decode(MazeMode.self, forKey: .mode)
    let grid = try container.decode([[Int]].self, forKey: .grid)
    guard grid.count <= mode.worldSize, grid.allSatisfy({ $0.count == grid.count }) else {
      throw fail(.grid, "the grid is not square, or larger than the world")
    }
    let squares = try container.decode([Square].self, forKey: .squares)
    guard zip(squares, squares.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw fail(.squares, "the squares are not in row-major order")
    }
    let probabilities = try container.decode([GroupProbabilities].self, forKey: .probabilities)
    let values = try container.decode([Double].self, forKey: .values)
    guard probabilities.count == squares.count, values.count == squares.count else {
      throw fail(.probabilities, "there is not one entry for each square")
    }
    let sides =
      try container.decodeIfPresent(StrictRecord<Sides>.self, forKey: .facings)
      .map { [$0.record.left, $0.record.right] } ?? []
    guard sides.allSatisfy({ $0.grid == grid && $0.squares == squares && $0.sides.isEmpty }) else {
      throw fail(.facings, "the facings are of another maze")
    }
    self.init(
      level: try container.decode(Int.self, forKey: .level), mode: mode, grid: grid, squares: squares,
      probabilities: probabilities, values: values,
      facing: try container.decodeIfPresent(FieldFacing.self, forKey: .facing) ?? .state, sides: sides)
  }

  /// Writes the field in the form that `hookctl vfield` writes.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Self.formVersion, forKey: .version)
    try container.encode(level, forKey: .level)
    try container.encode(mode, forKey: .mode)
    try container.encode(facing, forKey: .facing)
    try container.encode(grid, forKey: .grid)
    try container.encode(squares, forKey: .squares)
    try container.encode(ActionGroup.allCases.map(\.name), forKey: .groups)
    try container.encode(probabilities, forKey: .probabilities)
    try container.encode(arrows, forKey: .arrows)
    try container.encode(values.map(\.sixDecimals), forKey: .values)
    if let (left, right) = facings { try container.encode(Sides(left: left, right: right), forKey: .facings) }
  }

  /// The field as a JSON value, its keys in the order in which people read them.
  ///
  /// A field of both facings ends in `facings`, the two fields, and `facingDifference`, right minus left.
  public func jsonValue() throws -> JSONValue {
    let value = try JSONValue(encoding: withoutSides).ordered(by: Key.allCases.map(\.rawValue))
    guard let (left, right) = facings else { return value }
    let fields = JSONValue.object([.init("left", try left.jsonValue()), .init("right", try right.jsonValue())])
    return value.adding(Key.facings.rawValue, fields)
      .adding(Self.differenceKey, try facingDifference?.jsonValue())
  }

  /// The field itself, without those whose mean it is.
  private var withoutSides: VectorField {
    VectorField(
      level: level, mode: mode, grid: grid, squares: squares, probabilities: probabilities, values: values,
      facing: facing, sides: [])
  }
}
