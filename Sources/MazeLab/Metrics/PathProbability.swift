import HookKit
import MazeEnv

/// How readily the policy walks from the start to a place: the geometric mean of the probabilities of the steps of the
/// shortest path, as in procgen-tools' heat map of retargetability.
///
/// Nil where no path leads: without a cheese, or for a square that is a wall.
public struct PathProbability: Metric {
  public static let name = "path-probability"
  public static let summary = "geometric mean of the steps' probabilities on the shortest path from the start"

  /// Where the path leads.
  public enum Target: Hashable, Sendable {
    /// To the cheese, or to the top right corner.
    case cheese, corner
    /// To an inner square.
    case square(Square)
  }

  /// Where the path leads.
  @Parameter("cheese, corner, or a square [row, column]") public var to: Target = .cheese
  /// Of which field.
  @Parameter("change, patched or original") public var of: MetricSide = .change

  public var possibleRange: ClosedRange<Double> { of.range(of: 0...1) }

  public init() {}

  public func value(of comparison: FieldComparison) throws -> Double? {
    // A patched maze may have lost its cheese; the question is about the one that is there.
    let maze = comparison.original.maze
    let square =
      switch to {
      case .cheese: maze.cheese ?? comparison.patched.maze.cheese
      case .corner: maze.corner
      case .square(let square): square
      }
    guard let square else { return nil }
    return try of.value(of: comparison) { field in
      do { return try field.pathProbability(to: square) } catch FieldError.unreachable { return nil }
    }
  }
}

extension PathProbability.Target: DescribedType {
  public static var description: String { "cheese, corner, or a square [row, column]" }

  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer().decode(ParameterValue.self)
    if value == .text("cheese") {
      self = .cheese
    } else if value == .text("corner") {
      self = .corner
    } else if case .list(let list) = value, list.count == 2, case .integer(let row) = list[0],
      case .integer(let column) = list[1]
    {
      self = .square(Square(row, column))
    } else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(value) is not \(Self.description)"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .cheese: try container.encode("cheese")
    case .corner: try container.encode("corner")
    case .square(let square): try container.encode([square.row, square.column])
    }
  }
}
