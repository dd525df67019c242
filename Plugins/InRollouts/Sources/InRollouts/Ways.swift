import Experiments

/// The squares of a field that have two ways or more, with where action and value lead from each.
public struct Ways {
  /// One such square; the numbers are 1 for yes and 0 for no.
  public struct Junction {
    /// Whether the likeliest action leads to the neighbour of highest value.
    public let agrees: Double
    /// How often an action drawn from the open ways would agree.
    public let chance: Double
    /// Whether the likeliest action is the step towards the cheese.
    public let actionToCheese: Double
    /// Whether the neighbour of highest value is that step.
    public let valueToCheese: Double
    /// Whether the likeliest action is the step towards the corner.
    public let actionToCorner: Double
    /// Whether the neighbour of highest value is that step.
    public let valueToCorner: Double
    /// Whether the ways to cheese and corner lead to different neighbours.
    public let parts: Bool
  }

  /// The squares with two ways or more, but those beside the cheese.
  public let junctions: [Junction]
  /// Those of them where the ways to cheese and corner part.
  public var parting: [Junction] { junctions.filter(\.parts) }

  /// Holds the actions of a field against its values.
  public init(_ field: VectorField, _ maze: Maze) {
    let values = Dictionary(uniqueKeysWithValues: zip(field.squares, field.values))
    let toCheese = maze.cheese.map(maze.distances(from:)) ?? [:], toCorner = maze.distances(from: maze.corner)
    junctions = zip(field.squares, field.probabilities).compactMap { square, probabilities in
      let ways = square.neighbours.filter { toCorner[$0] != nil }
      guard ways.count > 1, let best = Self.best(ways, values) else { return nil }
      let step = square.after(probabilities.likeliest)
      let cheese = ways.min { toCheese[$0] ?? .max < toCheese[$1] ?? .max }
      let corner = square == maze.corner ? nil : ways.min { toCorner[$0] ?? .max < toCorner[$1] ?? .max }
      func number(_ isSo: Bool) -> Double { isSo ? 1 : 0 }
      return Junction(
        agrees: number(step == best), chance: 1 / Double(ways.count), actionToCheese: number(step == cheese),
        valueToCheese: number(best == cheese), actionToCorner: number(step == corner),
        valueToCorner: number(best == corner), parts: corner != nil && cheese != corner)
    }
  }

  /// The mean of a number over the squares of a kind.
  func share(of kind: KeyPath<Ways, [Junction]>, _ number: KeyPath<Junction, Double>) -> Double {
    let squares = self[keyPath: kind]
    return squares.reduce(0) { $0 + $1[keyPath: number] } / Double(squares.count)
  }

  /// The way of highest value; nil beside the cheese, which has none.
  private static func best(_ ways: [Square], _ values: [Square: Double]) -> Square? {
    let known = ways.compactMap { way in values[way].map { (way, $0) } }
    return known.count == ways.count ? known.max { $0.1 < $1.1 }?.0 : nil
  }
}

extension Square {
  /// The squares to the left, below, above and to the right.
  var neighbours: [Square] { ActionGroup.moves.map(after) }

  /// Where an action leads from here, walls or not.
  func after(_ action: ActionGroup) -> Square { Square(row + Int(action.delta.row), column + Int(action.delta.column)) }
}
