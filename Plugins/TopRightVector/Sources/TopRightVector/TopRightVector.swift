import Experiments

/// Adds a multiple of the top-right vector: `x + scale * (a(level with a way to the world's corner) -
/// a(level))`.
///
/// `a` is the activation at the edit's site, the mouse where the level starts it. The way leads from the
/// maze's own top right corner to that of the world: right to the last column, then up. A maze that fills the
/// world has no room for it, and no such vector.
///
/// Source: Mini et al., "Understanding and controlling a maze-solving policy
/// network" (2023).
public struct TopRightVector: Addition {
  public static let kind = "top-right-vector"
  public static let summary = "x + scale * (activation of the level with a way to the world's corner - of the level)"

  /// The level that the vector is captured on, or several whose mean it is; nil for the maze under study.
  @Parameter("level or levels to capture it on, 8 or 0..<50; by default the maze under study") public var level: String?
  /// How much of it; 0 leaves everything as it is.
  @Parameter("factor of the vector; 1 adds it") public var scale: Float = 1
  @Prepared private var vectors: LevelVectors

  public init() {}

  /// Adds `scale` times the vector of `level`, by default of the maze under study.
  public init(level: String? = nil, scale: Float = 1) { (self.level, self.scale) = (level, scale) }

  public var addend: Tensor? { $vectors?.shared.map { scale * $0 } }
  /// One vector for all rows treats each element by itself; a vector for each maze does not.
  public var locality: Locality { addend == nil ? .row : .elementwise }
  public var isIdentity: Bool { scale == 0 }

  public mutating func prepare(_ context: PrepareContext) throws {
    let found = try LevelVectors(of: level, for: self, in: context, Self.opened, minus: { $0 })
    guard context.inputs.count == 0 || !found.areZero else {
      throw ParameterError(
        self, "the maze fills the world, so that there is no way to open", try: "name another level")
    }
    vectors = found
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    isIdentity ? value : try vectors.added(to: value, scale: scale, by: self, context)
  }

  /// A maze with a way from its own top right corner to that of the world.
  public static func opened(_ state: MazeState) throws -> MazeState {
    var state = state
    var maze = state.maze
    let corner = maze.outer(maze.corner)
    for square in way(from: corner, worldSize: maze.worldSize) { try maze.open(at: square, in: .outer) }
    state.maze = maze
    return state
  }

  /// The outer squares of the way: right to the last column, then up to the last row.
  static func way(from corner: Square, worldSize: Int) -> [Square] {
    (corner.column..<worldSize).map { Square(corner.row, $0) }
      + (corner.row..<worldSize).map { Square($0, worldSize - 1) }
  }

  /// Whether a maze has room for the way.
  public static func fits(_ maze: Maze) -> Bool { maze.padding > 0 }
}
