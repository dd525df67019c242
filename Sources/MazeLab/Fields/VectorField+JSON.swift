import Foundation
import MazeEnv

extension VectorField: Codable {
  /// The version of the form that fields have in files.
  static let formVersion = 1

  private enum Key: String, CodingKey, CaseIterable {
    case version, level, mode, grid, squares, groups, probabilities, arrows, values
  }

  /// Reads a field; its arrows are computed anew from the probabilities.
  public init(from decoder: any Decoder) throws {
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
    self.init(
      level: try container.decode(Int.self, forKey: .level), mode: mode, grid: grid, squares: squares,
      probabilities: probabilities, values: values)
  }

  /// Writes the field in the form that `hookctl vfield` writes.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Self.formVersion, forKey: .version)
    try container.encode(level, forKey: .level)
    try container.encode(mode, forKey: .mode)
    try container.encode(grid, forKey: .grid)
    try container.encode(squares, forKey: .squares)
    try container.encode(ActionGroup.allCases.map(\.name), forKey: .groups)
    try container.encode(probabilities, forKey: .probabilities)
    try container.encode(arrows, forKey: .arrows)
    try container.encode(values.map(\.sixDecimals), forKey: .values)
  }

  /// The field as a JSON value, its keys in the order in which people read them.
  public func jsonValue() throws -> JSONValue {
    try JSONValue(encoding: self).ordered(by: Key.allCases.map(\.rawValue))
  }
}
