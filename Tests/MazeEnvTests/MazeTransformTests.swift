import MazeEnv
import Testing

@Suite struct MazeTransformTests {
  private func maze() throws -> Maze { try Maze(level: 8) }

  @Test func fourQuartersAreNone() throws {
    let original = try maze()
    var turned = original
    for quarters in [1, -1, 2, 2, 3, 1] { turned.rotate(quarters: quarters) }
    #expect(turned == original)
    turned.rotate(quarters: 1)
    #expect(turned != original)
  }

  /// Against the clock: what was at the bottom left is at the bottom right.
  @Test func aQuarterTurnsAgainstTheClock() throws {
    let original = try maze()
    var turned = original
    turned.rotate(quarters: 1)
    let last = original.innerSize - 1
    #expect(original.mouse == Square(0, 0) && turned.mouse == Square(0, last))
    for square in original.legalSquares.prefix(50) {
      #expect(turned.cell(at: Square(square.column, last - square.row)) == original.cell(at: square))
    }
    #expect(turned.legalSquares.count == original.legalSquares.count && turned.cheeses.count == 1)
  }

  @Test func twoMirrorsAreNone() throws {
    let original = try maze()
    var mirrored = original
    mirrored.mirror()
    #expect(mirrored.mouse == Square(0, original.innerSize - 1) && mirrored.mouseFacesRight != original.mouseFacesRight)
    #expect(mirrored.innerGrid == original.innerGrid.map { $0.reversed() })
    mirrored.mirror()
    #expect(mirrored == original)
  }

  @Test func cheesesAreDrawnFromOpenSquares() throws {
    let original = try maze()
    let open = Set(original.legalSquares + original.cheeses).subtracting([original.mouse])
    var places: Set<Square> = []
    for seed in 0..<200 as Range<UInt64> {
      var changed = original, again = original
      try changed.moveCheeseAnywhere(seed: seed)
      try again.moveCheeseAnywhere(seed: seed)
      #expect(changed == again)
      let cheese = try #require(changed.cheese)
      #expect(open.contains(cheese) && changed.cheeses.count == 1)
      places.insert(cheese)
    }
    #expect(places.count > 60)
  }

  @Test func aMazeWithoutRoomIsAnError() throws {
    var alone = Maze(mode: .easy)
    try alone.open(at: Square(0, 0), in: .outer)
    #expect(throws: MazeError.noRoomForCheese) { try alone.moveCheeseAnywhere(seed: 0) }
    #expect(alone.cheeses.isEmpty)
  }
}
