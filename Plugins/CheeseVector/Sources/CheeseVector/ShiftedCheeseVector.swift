import Experiments

/// Adds a multiple of the cheese vector of another level, its cheese put on the square of the cheese under study, or some
/// squares away from it: `x + scale * (a(other level, cheese there) - a(other level without cheese))`.
///
/// `a` is the activation at the edit's site, the mouse where the other level starts it. Squares are outer ones, the same
/// places in the picture, whatever the size of the mazes. The other level is drawn at random for each maze under study,
/// among those in which both squares are open.
///
/// Source: Mini et al., "Understanding and controlling a maze-solving policy
/// network" (2023): the vector works on other levels whose cheese lies on the same square.
public struct ShiftedCheeseVector: Addition {
  public static let kind = "shifted-cheese-vector"
  public static let summary = "x + scale * (cheese vector of another level, its cheese on the same square or shifted)"

  /// How far the other cheese lies from that under study, rows plus columns.
  @Parameter("squares between the two cheeses, rows plus columns; 0 is the same square") public var shift: Int = 0
  /// The levels that the other level is drawn from.
  @Parameter("levels to draw the other level from") public var from = "10000..<20000"
  /// How much of it; 0 leaves everything as it is.
  @Parameter("factor of the vector; -1 subtracts it") public var scale: Float = -1
  @Prepared private var vectors: LevelVectors

  public init() {}

  /// Adds `scale` times the vector of a level among `from` whose cheese is put `shift` squares away.
  public init(shift: Int, from: String = "10000..<20000", scale: Float = -1) {
    (self.shift, self.from, self.scale) = (shift, from, scale)
  }

  /// Every maze has a vector of its own.
  public var addend: Tensor? { nil }
  public var locality: Locality { .row }
  public var isRandom: Bool { true }
  public var isIdentity: Bool { scale == 0 }

  public mutating func prepare(_ context: PrepareContext) throws {
    guard let pool = try LevelSpecification("levels \(from)"), !pool.hasChanges else {
      throw ParameterError(self, "\"\(from)\" names no levels", try: "write 10000..<20000")
    }
    guard shift >= 0 else { throw ParameterError(self, "shift is \(shift)", try: "0 for the same square, or more") }
    let (call, seed) = (self, context.seed)
    func donor(_ state: MazeState) throws -> MazeState { try call.donor(for: state, among: pool.levels, seed: seed) }
    vectors = try LevelVectors(
      of: nil, for: self, in: context, donor, minus: { CheeseVector.withoutCheese(try donor($0)) })
  }

  /// A random other level with its cheese at the shifted square: the same one for the same maze and seed.
  private func donor(for state: MazeState, among levels: [Int], seed: UInt64) throws -> MazeState {
    guard let cheese = state.maze.cheese.map(state.maze.outer) else {
      throw ParameterError(self, "level \(state.currentLevelSeed) has no cheese", try: "a maze that has one")
    }
    let level = Int(state.currentLevelSeed)
    var random = RandomStream(seed: seed, Self.kind.stableHash, UInt64(level), "\(cheese)".stableHash)
    for _ in 0..<Self.mostTries {
      let number = levels[random.index(below: levels.count)]
      var other = try MazeState(level: number, mode: state.mode)
      let squares = number == level ? [] : squares(of: other.maze, from: cheese)
      guard !squares.isEmpty else { continue }
      other.maze = try other.maze.withCheese(at: squares[random.index(below: squares.count)], in: .outer)
      return other
    }
    throw ParameterError(
      self,
      "no other level among \(Self.mostTries) draws has open squares at the outer square \(cheese) and \(shift) from it",
      try: "draw from other levels, or shift less")
  }

  /// The open outer squares of a maze at the wanted distance, none where the cheese's own square is a wall; never the start.
  private func squares(of maze: Maze, from cheese: Square) -> [Square] {
    let open = Set((maze.legalSquares + maze.cheeses).filter { $0 != maze.start }.map(maze.outer))
    guard open.contains(cheese) else { return [] }
    return open.filter { abs($0.row - cheese.row) + abs($0.column - cheese.column) == shift }.sorted()
  }

  private static let mostTries = 1_000
}

extension ShiftedCheeseVector {
  public func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    isIdentity ? value : try vectors.added(to: value, scale: scale, by: self, context)
  }
}
