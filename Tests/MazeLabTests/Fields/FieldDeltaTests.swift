import MazeEnv
import MazeLab
import Testing

@Suite("Differences of fields")
struct FieldDeltaTests {
  @Test func byHand() throws {
    // On every square 0.5 goes from UP to RIGHT.
    let original = HandMaze.field([0, 0, 1, 0, 0], values: 2)
    let patched = HandMaze.field([0, 0, 0.5, 0.5, 0], values: 2.5)
    let delta = try patched - original
    #expect(delta.squares == HandMaze.squares && delta.dropped == nil)
    #expect(delta.arrows.allSatisfy { $0 == Arrow(-0.5, 0.5) })
    #expect(abs(delta.meanTotalVariation - 0.5) < 1e-12)
    #expect(abs(delta.meanArrowChange - 0.5.squareRoot()) < 1e-12)
    #expect(abs(delta.meanValueChange - 0.5) < 1e-12)
    // Two component arrows change by 0.5 on each of six squares: sqrt(6 * 2 * 0.25) / 6.
    #expect(abs(delta.vfDiffMagnitude - 3.0.squareRoot() / 6) < 1e-12)
    #expect(delta.components(of: .up).allSatisfy { $0 == Arrow(-0.5, 0) })
    #expect(delta.components(of: .right).allSatisfy { $0 == Arrow(0, 0.5) })
  }

  @Test func opposedChangesMoveNoArrowButCount() throws {
    // LEFT and RIGHT together leave the arrow where it was.
    let delta = try HandMaze.field([0.5, 0, 0, 0.5, 0]) - HandMaze.field([0, 0, 0, 0, 1])
    #expect(delta.meanArrowChange == 0)
    #expect(delta.meanTotalVariation == 1)
    #expect(abs(delta.vfDiffMagnitude - (6 * 2 * 0.25).squareRoot() / 6) < 1e-12)
  }

  @Test func aFieldDiffersFromItselfByNothing() throws {
    let field = HandMaze.field([0.1, 0.2, 0.3, 0.4, 0])
    let delta = try field - field
    #expect(delta.meanTotalVariation == 0 && delta.meanArrowChange == 0 && delta.vfDiffMagnitude == 0)
  }

  @Test func theSquareOfACheeseIsDroppedFromBoth() throws {
    let with = HandMaze.field([0, 0, 1, 0, 0])
    let without = HandMaze.fieldWithoutCheese([0, 0, 0, 1, 0])
    for (patched, original, arrow) in [(without, with, Arrow(-1, 1)), (with, without, Arrow(1, -1))] {
      let delta = try patched - original
      #expect(delta.dropped == Square(2, 0))
      #expect(delta.squares == HandMaze.squares)
      #expect(delta.arrows.allSatisfy { $0 == arrow })
      #expect(original.squares.count + patched.squares.count == 13, "the fields themselves stay whole")
    }
  }

  @Test func probabilitiesStayWithTheirSquaresWhenOneIsDropped() throws {
    // Every square has its own probabilities, so that a shift by one would show.
    func field(_ like: VectorField) -> VectorField {
      VectorField(
        level: like.level, mode: like.mode, grid: like.grid, squares: like.squares,
        probabilities: like.squares.map { square in
          let up = Double(square.row * 3 + square.column) / 10
          return GroupProbabilities([0, 0, up, 0, 1 - up])
        }, values: like.squares.map { Double($0.row) })
    }
    let delta = try field(HandMaze.fieldWithoutCheese([0, 0, 1, 0, 0])) - field(HandMaze.field([0, 0, 1, 0, 0]))
    #expect(delta.meanTotalVariation == 0 && delta.valueChanges.allSatisfy { $0 == 0 })
  }

  @Test func otherMazesCannotBeCompared() {
    let field = HandMaze.field([0, 0, 1, 0, 0])
    let other = HandMaze.field([0, 0, 1, 0, 0], squares: Array(HandMaze.squares.dropLast()))
    #expect(
      message { _ = try field - other }
        == "difference of two fields: they are of different mazes: 5 and 6 squares, and only one has (2, 2); "
        + "compare fields of one maze, or of one with and without its cheese")
  }
}
