/// procgen's distribution modes of the maze, which decide the size of the world and what the picture shows.
public enum MazeMode: String, CaseIterable, Sendable, Codable {
  /// A world of 15 x 15 cells.
  case easy
  /// A world of 25 x 25 cells: the one the published policies were trained in.
  case hard
  /// A world of 31 x 31 cells, of which the picture shows the 8 x 8 around the mouse.
  case memory

  /// The number of cells along each side of the world.
  public var worldSize: Int {
    switch self {
    case .easy: 15
    case .hard: 25
    case .memory: 31
    }
  }

  /// procgen's number for the mode: 0, 1 or 10.
  public var code: Int {
    switch self {
    case .easy: 0
    case .hard: 1
    case .memory: 10
    }
  }

  /// The mode with procgen's number `code`; nil for every other number (2, "extreme", has no mazes).
  public init?(code: Int) {
    guard let mode = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = mode
  }
}
