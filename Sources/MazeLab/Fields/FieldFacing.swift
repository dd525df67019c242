import MazeEnv

/// Which way the mouse looks on the squares of a field.
///
/// The mouse's picture is mirrored when it looks right, so that what a policy does on a square depends on where the mouse
/// came from. ``both`` is the mean of the probabilities and values of the two, which depends on neither.
public enum FieldFacing: String, Sendable, Hashable, Codable, CaseIterable {
  /// As it looks in the state.
  case state
  /// To the left, as at the start of every episode.
  case left
  /// To the right.
  case right
  /// Each way, and their mean.
  case both

  /// A field of one facing.
  public init(_ facing: Facing) { self = facing == .left ? .left : .right }

  /// The facings that are asked for one by one: left and right for ``both``.
  public var sides: [FieldFacing] { self == .both ? [.left, .right] : [self] }

  /// The state with its mouse turned as asked; both ways, left first, for ``both``.
  public func states(of state: MazeState) -> [MazeState] {
    switch self {
    case .state: [state]
    case .left: [state.facing(.left)]
    case .right: [state.facing(.right)]
    case .both: [state.facing(.left), state.facing(.right)]
    }
  }
}

extension VectorField {
  /// The mean of a maze's fields with the mouse facing left and right: of the probabilities, and of the values.
  ///
  /// - Throws: ``FieldError/differentSquares(first:second:example:)`` for fields of different mazes.
  public init(meanOf left: VectorField, and right: VectorField) throws {
    let delta = try FieldDelta(from: left, to: right)
    guard delta.dropped == nil else {
      throw FieldError.differentSquares(
        first: left.squares.count, second: right.squares.count, example: delta.dropped)
    }
    self.init(
      level: left.level, mode: left.mode, grid: left.grid, squares: left.squares,
      probabilities: zip(left.probabilities, right.probabilities).map { GroupProbabilities(meanOf: [$0, $1]) },
      values: zip(left.values, right.values).map { ($0 + $1) / 2 }, facing: .both, sides: [left, right])
  }

  /// The fields with the mouse facing left and right; nil unless this is their mean.
  public var facings: (left: VectorField, right: VectorField)? {
    sides.count == 2 ? (sides[0], sides[1]) : nil
  }

  /// What turning the mouse from left to right changes on each square; nil unless this is the mean of both.
  public var facingDifference: FieldDelta? {
    facings.flatMap { try? FieldDelta(from: $0.left, to: $0.right) }
  }
}

extension FieldRun {
  /// The run whose field is the mean over both facings; each receipt is of the rows of both.
  init(meanOf left: FieldRun, and right: FieldRun) throws {
    self.init(
      try VectorField(meanOf: left.field, and: right.field),
      zip(left.receipts, right.receipts).map { $0.merged(with: $1) },
      left.changes.merged(with: right.changes),
      left.activations.mean(with: right.activations), sketches: left.sketches + right.sketches)
  }
}

extension GroupProbabilities {
  /// The mean of several probabilities.
  ///
  /// - Precondition: there is at least one.
  package init(meanOf parts: [GroupProbabilities]) {
    precondition(!parts.isEmpty, "the mean of no probabilities")
    self.init(
      ActionGroup.allCases.map { group in parts.reduce(0) { $0 + $1[group] } / Double(parts.count) })
  }
}
