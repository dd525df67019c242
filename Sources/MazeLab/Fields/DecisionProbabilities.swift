import MazeEnv

/// What a policy does where the way to the cheese and the way to the corner part.
public struct DecisionProbabilities: Sendable, Hashable, Codable {
  /// The decision square, inner coordinates.
  public let square: Square
  /// The probability of the step towards the cheese.
  public let towardsCheese: Double
  /// The probability of the step towards the top right corner.
  public let towardsCorner: Double
  /// The probability of everything else.
  public let other: Double
}

extension DecisionProbabilities {
  /// The mean of the probabilities on one square.
  ///
  /// - Precondition: there is at least one, and all are of the same square.
  init(meanOf parts: [DecisionProbabilities]) {
    func mean(_ part: KeyPath<DecisionProbabilities, Double>) -> Double {
      parts.reduce(0) { $0 + $1[keyPath: part] } / Double(parts.count)
    }
    self.init(
      square: parts[0].square, towardsCheese: mean(\.towardsCheese), towardsCorner: mean(\.towardsCorner),
      other: mean(\.other))
  }
}

/// The decision square of a maze with the steps that lead on from it.
struct DecisionPoint: Sendable, Hashable {
  let square: Square
  let toCheese: ActionGroup
  let toCorner: ActionGroup

  /// - Throws: ``FieldError/noCheese(level:)``, ``FieldError/noDecisionSquare(level:)``.
  init(_ field: VectorField) throws { try self.init(field.maze, level: field.level) }

  /// - Throws: ``FieldError/noCheese(level:)``, ``FieldError/noDecisionSquare(level:)``.
  init(_ maze: Maze, level: Int) throws {
    guard let cheese = maze.cheese else { throw FieldError.noCheese(level: level) }
    guard let square = maze.decisionSquare,
      let toCheese = maze.shortestPath(from: square, to: cheese).flatMap(ActionGroup.first(of:)),
      let toCorner = maze.shortestPath(from: square, to: maze.corner).flatMap(ActionGroup.first(of:))
    else { throw FieldError.noDecisionSquare(level: level) }
    (self.square, self.toCheese, self.toCorner) = (square, toCheese, toCorner)
  }

  func probabilities(in field: VectorField) -> DecisionProbabilities? {
    field.probabilities(at: square).map(probabilities)
  }

  /// What the probabilities of the decision square mean.
  func probabilities(_ groups: GroupProbabilities) -> DecisionProbabilities {
    let others = ActionGroup.allCases.filter { $0 != toCheese && $0 != toCorner }
    return DecisionProbabilities(
      square: square, towardsCheese: groups[toCheese], towardsCorner: groups[toCorner],
      other: others.reduce(0) { $0 + groups[$1] })
  }
}

extension VectorField {
  /// The probabilities of the steps towards the cheese, towards the corner, and of all others at the decision square.
  ///
  /// - Parameter reference: the field whose maze says where cheese and decision square are; by default this one. A
  ///   field without cheese can be asked about the decision square of the same maze with it.
  /// - Throws: ``FieldError`` when the maze has no cheese or no decision square.
  public func decisionProbabilities(like reference: VectorField? = nil) throws -> DecisionProbabilities {
    let point = try DecisionPoint(reference ?? self)
    guard let probabilities = point.probabilities(in: self) else { throw FieldError.noDecisionSquare(level: level) }
    return probabilities
  }
}

extension ActionGroup {
  /// The group that makes a step between neighbouring squares; nil for all other pairs.
  public init?(from square: Square, to next: Square) {
    let step = Arrow(Double(next.row - square.row), Double(next.column - square.column))
    guard let group = Self.moves.first(where: { $0.delta == step }) else { return nil }
    self = group
  }

  /// The group of a path's first step.
  static func first(of path: [Square]) -> ActionGroup? {
    path.count < 2 ? nil : ActionGroup(from: path[0], to: path[1])
  }
}
