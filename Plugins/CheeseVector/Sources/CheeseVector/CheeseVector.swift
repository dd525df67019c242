import Experiments

/// Adds a multiple of the cheese vector: `x + scale * (a(level) - a(level without its cheese))`.
///
/// `a` is the activation at the edit's site, the mouse where the level starts it. With a scale of -1, what
/// the policy knows of the cheese at its start is taken away on every square.
///
/// Source: Mini et al., "Understanding and controlling a maze-solving policy
/// network" (2023).
public struct CheeseVector: Addition {
  public static let kind = "cheese-vector"
  public static let summary = "x + scale * (activation of the level - the same without its cheese)"

  /// The level that the vector is captured on, or several whose mean it is; nil for the maze under study.
  @Parameter("level or levels to capture it on, 8 or 0..<50; by default the maze under study") public var level: String?
  /// How much of it; 0 leaves everything as it is.
  @Parameter("factor of the vector; -1 subtracts it") public var scale: Float = -1
  @Prepared private var vectors: LevelVectors

  public init() {}

  /// Adds `scale` times the vector of `level`, by default of the maze under study.
  public init(level: String? = nil, scale: Float = -1) { (self.level, self.scale) = (level, scale) }

  public var addend: Tensor? { $vectors?.shared.map { scale * $0 } }
  /// One vector for all rows treats each element by itself; a vector for each maze does not.
  public var locality: Locality { addend == nil ? .row : .elementwise }
  public var isIdentity: Bool { scale == 0 }

  public mutating func prepare(_ context: PrepareContext) throws {
    vectors = try LevelVectors(of: level, for: self, in: context, { $0 }, minus: Self.withoutCheese)
  }

  /// A maze with its cheese taken away.
  static func withoutCheese(_ state: MazeState) -> MazeState {
    var state = state
    state.maze.removeCheese()
    return state
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    isIdentity ? value : try vectors.added(to: value, scale: scale, by: self, context)
  }
}
