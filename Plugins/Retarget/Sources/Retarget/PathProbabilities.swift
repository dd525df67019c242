import Experiments

extension Lab {
  /// How readily the policy walks to each of `squares` in the field that belongs to the square.
  ///
  /// What a square's plan does to one cell is not all that counts, the way to the square differs too: two
  /// squares that one cell covers have fields of their own.
  func pathProbabilities(
    in maze: MazeState, to squares: [Square], under plan: (Square) -> Plan
  ) throws -> [Square: Double] {
    let fields = try fields(of: maze, under: squares.map { Condition("\($0)", plan($0)) })
    return try Dictionary(
      uniqueKeysWithValues: zip(squares, fields).map { ($0, try $1.field.pathProbability(to: $0)) })
  }

  /// How readily the policy walks to each of `squares` when the cheese lies there.
  func pathProbabilitiesOfCheese(in maze: MazeState, to squares: [Square]) throws -> [Square: Double] {
    try Dictionary(
      uniqueKeysWithValues: squares.map { square in
        var placed = maze
        placed.maze = try maze.maze.withCheese(at: square)
        return (square, try field(of: placed).pathProbability(to: square))
      })
  }
}

extension MazeState {
  /// The maze without its cheese, which would draw the mouse too.
  var bare: MazeState {
    var state = self
    state.maze.removeCheese()
    return state
  }

  /// Everywhere the mouse could be drawn to.
  var targets: [Square] { maze.legalSquares.filter { $0 != maze.start } }
}
