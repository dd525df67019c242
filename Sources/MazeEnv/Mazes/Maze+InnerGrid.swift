extension Maze {
  /// The maze that an inner grid shows, row 0 at the bottom: 100 empty, 51 wall, 2 cheese. The mouse is at the start; there
  /// is no background.
  package init(innerGrid grid: [[Int]], mode: MazeMode) {
    self.init(mode: mode)
    let padding = (mode.worldSize - grid.count) / 2
    for (row, line) in grid.enumerated() {
      for (column, value) in line.enumerated() where value != Int(Cell.wall) {
        let outer = Square(row + padding, column + padding)
        // Every square of an inner grid lies in the world, and both edits fail only outside of it.
        try? open(at: outer, in: .outer)
        if value == Int(Cell.cheese) { try? addCheese(at: outer, in: .outer) }
      }
    }
    try? placeMouse(at: Square(padding, padding), in: .outer, insideWall: true)
  }
}
