import Foundation
import MazeEnv
import MazeLab
import Testing

@Suite("Decision squares and paths")
struct DecisionTests {
  static let probabilities = [0.05, 0.1, 0.2, 0.6, 0.05]

  @Test func theMazeComesBackFromTheGrid() throws {
    let field = HandMaze.field(Self.probabilities)
    let maze = try Maze(text: HandMaze.text)
    #expect(field.maze.innerGrid == maze.innerGrid && field.maze.padding == maze.padding)
    #expect(field.maze.cheese == Square(2, 0) && field.maze.mouse == Square(0, 0))
  }

  @Test func byHand() throws {
    let decision = try HandMaze.field(Self.probabilities).decisionProbabilities()
    #expect(decision.square == Square(0, 0))
    #expect(decision.towardsCheese == 0.2 && decision.towardsCorner == 0.6)
    #expect(abs(decision.other - 0.2) < 1e-12)
  }

  @Test func withoutCheeseThereIsNone() throws {
    let field = HandMaze.fieldWithoutCheese(Self.probabilities)
    #expect(
      message { _ = try field.decisionProbabilities() }
        == "decision square of level 7: the maze has no cheese; put one there: --cheese ROW,COLUMN")
    // But the square of the maze with cheese can be looked at.
    #expect(try field.decisionProbabilities(like: HandMaze.field(Self.probabilities)).towardsCorner == 0.6)
  }

  @Test func pathsThatDoNotPartHaveNone() {
    let grid = [[100, 2, 100], [51, 51, 100], [51, 51, 100]]
    let field = HandMaze.field(
      Self.probabilities, grid: grid, squares: [Square(0, 0), Square(0, 2), Square(1, 2), Square(2, 2)])
    #expect(
      message { _ = try field.decisionProbabilities() }
        .hasPrefix("decision square of level 7: the paths to the cheese and to the corner do not part; "))
  }

  @Test func pathProbabilityIsAGeometricMean() throws {
    let field = HandMaze.field(Self.probabilities)
    // Right, right, up, up.
    #expect(abs(try field.pathProbability(to: Square(2, 2)) - pow(0.6 * 0.6 * 0.2 * 0.2, 1.0 / 4)) < 1e-12)
    #expect(abs(try field.pathProbability(to: Square(0, 1)) - 0.6) < 1e-12)
    #expect(abs(try field.pathProbability(to: Square(2, 0)) - 0.2) < 1e-12, "the cheese can be walked to")
    #expect(try HandMaze.field([0, 0, 0, 1, 0]).pathProbability(to: Square(2, 2)) == 0)
  }

  @Test func noPathLeadsToAWallOrToTheStart() {
    let field = HandMaze.field(Self.probabilities)
    for square in [Square(1, 1), Square(0, 0), Square(9, 9)] {
      #expect(message { _ = try field.pathProbability(to: square) }.hasPrefix("path to \(square): no path leads there"))
    }
  }
}
