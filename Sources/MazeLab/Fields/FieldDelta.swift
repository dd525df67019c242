import MazeEnv

/// How one vector field differs from another with the same squares: patched minus original, square by square.
public struct FieldDelta: Sendable, Hashable {
  /// The squares that both fields have, in row-major order.
  public let squares: [Square]
  /// The probabilities before the change, one entry for each square.
  public let original: [GroupProbabilities]
  /// The probabilities after the change.
  public let patched: [GroupProbabilities]
  /// The change of the state value on each square.
  public let valueChanges: [Double]
  /// The square of a cheese that only one of the two mazes has, which was left out; nil for equal mazes.
  public let dropped: Square?
  /// The squares of only one of two different mazes, in row-major order; none for one maze.
  public let uncommon: [Square]

  /// Patched minus original.
  ///
  /// Two fields of one maze, one with and one without its cheese, may be compared: the cheese's square, where only one of
  /// them has a mouse, is left out.
  ///
  /// - Throws: ``FieldError/differentSquares(first:second:example:)`` for all other pairs with different squares.
  public init(from original: VectorField, to patched: VectorField) throws {
    let different = Set(original.squares).symmetricDifference(patched.squares)
    let cheeses = Set([original, patched].compactMap(\.maze.cheese))
    let isCheesePair = different.count == 1 && different.isSubset(of: cheeses)
    guard original.mode == patched.mode, original.grid.count == patched.grid.count, different.isEmpty || isCheesePair
    else {
      throw FieldError.differentSquares(
        first: original.squares.count, second: patched.squares.count, example: different.min())
    }
    self.init(original, patched, without: different, dropped: different.first, uncommon: [])
  }

  /// One field minus another on the inner squares that both have, whatever mazes they are of.
  ///
  /// - Throws: ``FieldError/noCommonSquares``.
  public init(commonSquaresFrom original: VectorField, to patched: VectorField) throws {
    let different = Set(original.squares).symmetricDifference(patched.squares)
    guard different.count < original.squares.count + patched.squares.count else { throw FieldError.noCommonSquares }
    self.init(original, patched, without: different, dropped: nil, uncommon: different.sorted())
  }

  private init(
    _ original: VectorField, _ patched: VectorField, without different: Set<Square>, dropped: Square?,
    uncommon: [Square]
  ) {
    let kept = original.squares.indices.filter { !different.contains(original.squares[$0]) }
    let others = patched.squares.indices.filter { !different.contains(patched.squares[$0]) }
    (self.dropped, self.uncommon) = (dropped, uncommon)
    squares = kept.map { original.squares[$0] }
    self.original = kept.map { original.probabilities[$0] }
    self.patched = others.map { patched.probabilities[$0] }
    valueChanges = zip(kept, others).map { patched.values[$1] - original.values[$0] }
  }

  /// The change of each square's arrow, in squares.
  public var arrows: [Arrow] { zip(original, patched).map { $1.arrow - $0.arrow } }

  /// The change of the part of each square's arrow that one group of actions makes.
  public func components(of group: ActionGroup) -> [Arrow] {
    zip(original, patched).map { $1.component(group) - $0.component(group) }
  }

  /// The total variation distance on each square: half the summed magnitudes of the five changes, 0 to 1.
  public var totalVariations: [Double] { zip(original, patched).map { $0.totalVariation(to: $1) } }

  /// The mean over squares of the total variation distance, 0 to 1.
  public var meanTotalVariation: Double { totalVariations.mean }

  /// The mean over squares of the length of the arrow's change, in squares.
  public var meanArrowChange: Double { arrows.map(\.length).mean }

  /// The mean over squares of the change of the state value.
  public var meanValueChange: Double { valueChanges.mean }

  /// procgen-tools' `vf_diff_magnitude`: the norm of all *component* arrows' changes over the number of squares.
  ///
  /// It is given for comparison with published numbers. Equal changes look smaller in larger mazes: the norm grows
  /// with the square root of the number of squares. Prefer ``meanTotalVariation``.
  public var vfDiffMagnitude: Double {
    guard !squares.isEmpty else { return 0 }
    let lengths = ActionGroup.moves.flatMap { components(of: $0).map(\.length) }
    return lengths.reduce(0) { $0 + $1 * $1 }.squareRoot() / Double(squares.count)
  }
}

extension VectorField {
  /// Patched minus original; see ``FieldDelta/init(from:to:)``.
  public static func - (patched: VectorField, original: VectorField) throws -> FieldDelta {
    try FieldDelta(from: original, to: patched)
  }
}

extension Collection<Double> {
  /// The arithmetic mean; 0 of nothing.
  var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}
