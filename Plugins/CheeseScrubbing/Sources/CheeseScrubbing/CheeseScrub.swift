import Experiments

/// Replaces what is selected by the activations of a random other maze, whose cheese lies at the same square
/// or elsewhere.
///
/// If channels say where the cheese is and nothing else, those of another maze with its cheese at the same
/// place will do just as well, and those of a maze with its cheese elsewhere will not. Both sorts are drawn
/// from the same mazes: ones in which the cheese's square is open. For `same` the cheese is moved there; for
/// `different` it stays where it is.
///
/// Source: Chan et al., "Causal scrubbing: a method for rigorously testing interpretability hypotheses"
/// (2022); for cheese channels, Mini et al., "Understanding and controlling
/// a maze-solving policy network" (2023).
public struct CheeseScrub: Intervention {
  public static let kind = "cheese-scrub"
  public static let summary = "activations of random mazes with the cheese at the same square, or elsewhere"

  /// Where the cheese of the other maze lies.
  public enum Cheese: String, CaseIterable, ChoiceType {
    /// At the same outer square: the same place in the picture.
    case same
    /// Where that maze has it.
    case different
  }

  /// Where the cheese of the other maze lies.
  @Parameter("same or different") public var cheese: Cheese = .same
  /// The levels that other mazes are drawn from.
  @Parameter("levels to draw mazes from") public var from = "10000..<20000"
  /// How many mazes are drawn for every maze under study; each row gets one of them.
  @Parameter("how many mazes are drawn") public var mazes = 8
  /// The donors' activations, a bank for each maze under study.
  @Prepared private var donors: [MazeKey: Tensor]

  public init() {}

  /// Puts in activations of `mazes` random mazes among the levels `from`.
  public init(cheese: Cheese, from: String = "10000..<20000", mazes: Int = 8) {
    (self.cheese, self.from, self.mazes) = (cheese, from, mazes)
  }

  public var locality: Locality { .row }
  public var drawsPerRow: Bool { true }

  public mutating func prepare(_ context: PrepareContext) throws {
    guard let pool = try LevelSpecification("levels \(from)"), !pool.hasChanges else {
      throw ParameterError(self, "\"\(from)\" names no levels", try: "write 10000..<20000")
    }
    guard mazes > 0 else { throw ParameterError(self, "there is nothing to draw", try: "mazes: 1 or more") }
    let keys = context.inputs.rows.map(MazeKey.init)
    guard !keys.contains(nil) else {
      throw ParameterError(self, "some rows of this run show no cheese", try: "a maze that has one")
    }
    let known = Array(Set(keys.compactMap { $0 })).sorted()
    let mode = try context.mazes().mode
    donors = try Dictionary(
      uniqueKeysWithValues: known.map { key -> (MazeKey, Tensor) in
        var random = RandomStream(seed: context.seed, Self.kind.stableHash, UInt64(key.level), key.text.stableHash)
        let states = try (0..<mazes).map { _ in try donor(for: key.cheese, among: pool.levels, mode, &random) }
        return (key, try context.activations(of: states))
      })
  }

  /// A random maze in which a square is open. The draws are the same for both sorts.
  private func donor(
    for square: Square, among levels: [Int], _ mode: MazeMode, _ random: inout RandomStream
  ) throws -> MazeState {
    for _ in 0..<Self.mostTries {
      var state = try MazeState(level: levels[random.index(below: levels.count)], mode: mode)
      let maze = state.maze
      // The cheese may lie neither in a wall, nor under the mouse; and elsewhere must be elsewhere.
      guard maze.cell(at: square, in: .outer) == Int(Cell.empty), maze.outer(maze.start) != square else { continue }
      if cheese == .same { state.maze = try maze.withCheese(at: square, in: .outer) }
      return state
    }
    throw ParameterError(
      self, "no maze among \(Self.mostTries) draws is open at the outer square \(square)",
      try: "draw from other levels")
  }

  private static let mostTries = 100_000

  public func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    try Tensor.stacking(
      context.rows.indices.map { row in
        guard let bank = MazeKey(context.rows[row]).flatMap({ donors[$0] }) else {
          throw ParameterError(self, "a row shows a maze that was not known before the run", try: "run it by itself")
        }
        var random = context.random(row: row)
        return bank.row(random.index(below: bank.rows))
      })
  }
}

/// Which maze a row shows, and where its cheese is.
private struct MazeKey: Hashable, Comparable {
  let level: Int
  let text: String
  /// The outer square.
  let cheese: Square

  /// Nil for rows without level or cheese.
  init?(_ row: Inputs.Row) {
    guard let level = row.labels[MazeLabels.level].flatMap({ Int($0) }), let text = row.labels[MazeLabels.cheese] else {
      return nil
    }
    let numbers = text.split(separator: ",").compactMap { Int($0) }
    guard numbers.count == 2 else { return nil }
    (self.level, self.text, cheese) = (level, text, Square(numbers[0], numbers[1]))
  }

  static func < (left: MazeKey, right: MazeKey) -> Bool { (left.level, left.cheese) < (right.level, right.cheese) }
}
