import Experiments

/// Replaces activations by those of another, random maze whose cheese lies on the same square, or on a different one.
///
/// The squares are *outer* ones, the same place in the picture. A donor is a level in which that square is open; with
/// `cheese: same` its cheese is moved there, with `cheese: different` it stays where it is, elsewhere. Donors' mice
/// stand at their starts. Every row draws its donor anew. The selection of the edit says which channels are replaced.
///
/// Source: Chan et al., "Causal scrubbing: a method for rigorously testing interpretability hypotheses" (2022); for
/// mazes, Turner, Grietzer, Mini, MacDiarmid and Udell, "Understanding and controlling a maze-solving policy network"
/// (2023).
public struct ScrubCheese: Intervention {
  public static let kind = "scrub-cheese"
  public static let summary = "activations of a random other maze with the cheese on the same or a different square"

  /// Where a donor's cheese lies.
  public enum Placement: String, CaseIterable, ChoiceType {
    case same, different
  }

  /// Whether donors have their cheese where the row has it.
  @Parameter("where the cheese of the other maze lies") public var cheese: Placement = .same
  /// The levels to draw donors from.
  @Parameter("levels to draw other mazes from") public var donors: String = "10000..<10500"
  /// How many donors a square has at most.
  @Parameter("how many other mazes there are for each square, at most") public var count: Int = 20
  @Prepared private var banks: [String: Tensor]

  public init() {}

  /// Donors with the cheese on the same or a different square.
  public init(cheese: Placement, donors: String = "10000..<10500", count: Int = 20) {
    (self.cheese, self.donors, self.count) = (cheese, donors, count)
  }

  public var locality: Locality { .row }

  public mutating func prepare(_ context: PrepareContext) throws {
    guard count > 0, let wanted = try LevelSpecification("levels \(donors)"), !wanted.isWithoutCheese else {
      throw ParameterError(self, "there are no donors", try: "write donors: 10000..<10500, count: 20")
    }
    let places = Set(context.inputs.rows.compactMap { $0.labels[MazeLabels.cheese] }).sorted()
    guard !places.isEmpty, context.inputs.rows.allSatisfy({ $0.labels[MazeLabels.cheese] != nil }) else {
      throw ParameterError(self, "a maze of this run has no cheese", try: "use levels with one")
    }
    let mode = try context.mazes().mode
    let states = try wanted.levels.map { try MazeState(level: $0, mode: mode) }
    var chosen: [MazeState] = []
    var ranges: [String: Range<Int>] = [:]
    for place in places {
      let found = try matching(place, among: states)
      guard !found.isEmpty else {
        throw ParameterError(
          self, "none of the \(states.count) levels has an open square at \(place)", try: "name more: donors: 10000..<20000")
      }
      ranges[place] = chosen.count..<chosen.count + found.count
      chosen += found
    }
    let activations = try context.activations(of: chosen)
    banks = ranges.mapValues { activations[rows: $0] }
  }

  /// The donors for rows whose cheese is at `place`, "row,column" of an outer square.
  private func matching(_ place: String, among states: [MazeState]) throws -> [MazeState] {
    let numbers = place.split(separator: ",").compactMap { Int($0) }
    guard numbers.count == 2 else { throw ParameterError(self, "\"\(place)\" is no square") }
    let square = Square(numbers[0], numbers[1])
    var found: [MazeState] = []
    for state in states where found.count < count {
      var (state, maze) = (state, state.maze)
      // Both sorts come from the same mazes: those in which the square is open, and where the cheese lies elsewhere.
      guard maze.cell(at: square, in: .outer) == Int(MazeEnv.Cell.empty), maze.outerMouse != square, maze.cheese != nil
      else { continue }
      if cheese == .same {
        try maze.moveCheese(to: square, in: .outer)
        state.maze = maze
      }
      found.append(state)
    }
    return found
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    let parts = try context.rows.enumerated().map { number, row in
      guard let bank = banks[row.labels[MazeLabels.cheese] ?? ""] else {
        throw ParameterError(self, "the cheese of a maze was not known before the run", try: "run it on unmoved mazes")
      }
      var random = context.random(row: number)
      let donor = random.index(below: bank.rows)
      return bank[rows: donor..<donor + 1]
    }
    return parts.isEmpty ? value : Tensor.concatenating(rows: parts)
  }
}
