import HookKit
import MazeEnv

/// What a policy does on every square of one maze: probabilities, arrows and values.
///
/// The arrow of a square is the sum over groups of actions of probability times displacement (procgen-tools'
/// `vector_field`).
public struct VectorField: Sendable, Hashable {
  /// The number of the level; that of the environment's current level when the maze was edited.
  public let level: Int
  /// The distribution mode.
  public let mode: MazeMode
  /// The inner grid, row 0 at the bottom: 100 empty, 51 wall, 2 cheese.
  public let grid: [[Int]]
  /// The maze as the grid shows it, without its background, the mouse at the start.
  public let maze: Maze
  /// The legal inner squares of the mouse, in row-major order.
  public let squares: [Square]
  /// The probabilities of the five groups, one entry for each square.
  public let probabilities: [GroupProbabilities]
  /// The state values, one for each square.
  public let values: [Double]
  /// Which way the mouse looks: left, right, or the mean of both; `state` where that is not known.
  public let facing: FieldFacing
  /// The fields of the mouse facing left and right whose mean this is; otherwise none. See ``facings``.
  let sides: [VectorField]

  /// The field of what was computed on every square.
  ///
  /// - Precondition: there is one entry of probabilities and values for each square.
  public init(
    level: Int, mode: MazeMode, grid: [[Int]], squares: [Square], probabilities: [GroupProbabilities],
    values: [Double], facing: Facing? = nil
  ) {
    self.init(
      level: level, mode: mode, grid: grid, squares: squares, probabilities: probabilities, values: values,
      facing: facing.map { FieldFacing($0) } ?? .state, sides: [])
  }

  init(
    level: Int, mode: MazeMode, grid: [[Int]], squares: [Square], probabilities: [GroupProbabilities],
    values: [Double], facing: FieldFacing, sides: [VectorField]
  ) {
    precondition(probabilities.count == squares.count && values.count == squares.count, "one entry for each square")
    (self.level, self.mode, self.grid, self.squares) = (level, mode, grid, squares)
    maze = Maze(innerGrid: grid, mode: mode)
    (self.probabilities, self.values, self.facing, self.sides) = (probabilities, values, facing, sides)
  }

  /// The mean displacement on each square, in squares.
  public var arrows: [Arrow] { probabilities.map(\.arrow) }

  /// The part of each square's arrow that one group of actions makes: the field of a component.
  public func components(of group: ActionGroup) -> [Arrow] { probabilities.map { $0.component(group) } }

  /// The probabilities on one square; nil when the mouse cannot stand there.
  public func probabilities(at square: Square) -> GroupProbabilities? {
    index(of: square).map { probabilities[$0] }
  }

  /// The position of a square in ``squares``, by bisection.
  func index(of square: Square) -> Int? {
    var range = squares.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if squares[middle] == square { return middle }
      range = squares[middle] < square ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}
