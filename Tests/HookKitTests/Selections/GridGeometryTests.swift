import HookKit
import Testing

/// Squares of a maze in the maps of a network: through padding, flip and stride.
@Suite struct GridGeometryTests {
  /// Level 0 of hard mode and many others: a world of 25 squares with a ring or more of wall.
  let geometry = GridGeometry(worldSize: 25, padding: 3)

  @Test func theInnerGridIsWhatPaddingLeaves() { #expect(geometry.innerSize == 19) }

  @Test func rowZeroIsAtTheBottom() {
    // Inner (0, 0) is outer row 3 from the bottom, line 21 of 25 from the top: pixels 53.76 up to 56.32 of 64.
    let bottom = geometry.cells(row: 0, column: 0, height: 64, width: 64)
    #expect(bottom.lines == 54..<56)
    #expect(bottom.columns == 8..<10)
    // Inner (18, 18) is outer 21, line 3 from the top: pixels 7.68 up to 10.24, of which 8 and 9 have their centres inside.
    let top = geometry.cells(row: 18, column: 18, height: 64, width: 64)
    #expect(top.lines == 8..<10)
    #expect(top.columns == 54..<56)
  }

  @Test(arguments: [16, 8, 4, 1])
  func aMapCoarserThanTheGridHasTheCellThatHoldsTheCentre(size: Int) {
    for square in 0..<19 {
      let cells = geometry.cells(row: square, column: square, height: size, width: size)
      let column = Int((Double(square + 3) + 0.5) * Double(size) / 25)
      let line = Int((Double(24 - (square + 3)) + 0.5) * Double(size) / 25)
      #expect(cells.columns == column..<column + 1)
      #expect(cells.lines == line..<line + 1)
    }
  }

  @Test(arguments: [64, 32, 25, 100])
  func aMapAsFineAsTheGridIsDividedAmongTheSquares(size: Int) {
    let world = GridGeometry(worldSize: 25, padding: 0)
    var next = 0
    for square in 0..<25 {
      let columns = world.cells(row: 0, column: square, height: size, width: size).columns
      #expect(columns.lowerBound == next)
      #expect(!columns.isEmpty)
      // The mean of the cells' centres is near that of the square.
      let centre = Double(columns.lowerBound + columns.upperBound) / 2 * 25 / Double(size)
      #expect(abs(centre - Double(square) - 0.5) <= 0.5)
      next = columns.upperBound
    }
    #expect(next == size)
  }

  @Test func selectionsOfSquaresTakeTheirCells() throws {
    let site = SelectionTests.site([2, 16, 16])
    // Inner (3, 4): outer row 6 from the bottom, line 18, cell 11; outer column 7, cell 4.
    #expect(
      try Selection.square(row: 3, column: 4, channels: [1]).elements(of: site, geometry: geometry)
        == .some([256 + 11 * 16 + 4]))
    #expect(try Selection.square(row: 3, column: 4).elements(of: site, geometry: geometry).count == 2)
    let fine = SelectionTests.site([1, 64, 64])
    #expect(
      try Selection.square(row: 0, column: 0).elements(of: fine, geometry: geometry)
        == .some([
          54 * 64 + 8, 54 * 64 + 9, 55 * 64 + 8, 55 * 64 + 9,
        ]))
  }

  @Test(arguments: [(19, 0), (0, 19), (-1, 0), (0, -1), (Int.max, 0)])
  func squaresOutsideTheMazeAreErrors(row: Int, column: Int) {
    let site = SelectionTests.site([2, 16, 16])
    let error = #expect(throws: SelectionError.self) {
      try Selection.square(row: row, column: column).elements(of: site, geometry: geometry)
    }
    #expect(error?.problem == "square (\(row), \(column)) is outside the maze of 19x19 squares")
    #expect(error?.remedy == "use 0 to 18, row 0 at the bottom")
  }
}
