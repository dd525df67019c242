import HookKit

extension Maze {
  /// Turns the maze by quarters against the clock: walls, cheese and mouse.
  ///
  /// - Parameter quarters: how many; negative ones turn with the clock.
  public mutating func rotate(quarters: Int) {
    let last = worldSize - 1
    for _ in 0..<((quarters % 4 + 4) % 4) { rearrange { Square(last - $0.column, $0.row) } }
  }

  /// Mirrors the maze from left to right: walls, cheese, mouse, and which way it looks.
  public mutating func mirror() {
    let last = worldSize - 1
    rearrange { Square($0.row, last - $0.column) }
    mouseFacesRight.toggle()
  }

  /// Puts the cheese on an open square, drawn uniformly from those without the mouse.
  ///
  /// - Throws: ``MazeError`` when there is none.
  public mutating func moveCheeseAnywhere(seed: UInt64) throws {
    var free = self
    free.removeCheese()
    let squares = free.legalSquares.filter { $0 != free.mouse }
    guard !squares.isEmpty else { throw MazeError.noRoomForCheese }
    var stream = RandomStream(seed: seed, "random cheese".stableHash)
    try free.moveCheese(to: squares[stream.index(below: squares.count)])
    self = free
  }

  /// Puts what is on every square on another, where `source` says from which square a new one gets it.
  private mutating func rearrange(_ source: (Square) -> Square) {
    let old = self
    let all = (0..<worldSize).flatMap { row in (0..<worldSize).map { Square(row, $0) } }
    for square in all {
      let from = source(square)
      cells[square.row * worldSize + square.column] = old.cells[from.row * worldSize + from.column]
      if from == old.outerMouse { outerMouse = square }
    }
  }
}
