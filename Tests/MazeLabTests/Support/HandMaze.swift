import Foundation
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// A maze small enough for sums by hand: the way up leads to the cheese, the way right to the corner.
///
///     C # .
///     . # .
///     M . .
enum HandMaze {
  static let text = "mode: easy\n\nC#.\n.#.\nM..\n"
  static let grid = [[100, 100, 100], [100, 51, 100], [2, 51, 100]]
  static let squares = [Square(0, 0), Square(0, 1), Square(0, 2), Square(1, 0), Square(1, 2), Square(2, 2)]

  static func state() throws -> MazeState { try MazeState(maze: Maze(text: text)) }

  /// A field with the same probabilities (LEFT, DOWN, UP, RIGHT, NOOP) on every square.
  static func field(
    _ probabilities: [Double], values: Double = 0, level: Int = 7, grid: [[Int]] = grid, squares: [Square] = squares
  ) -> VectorField {
    VectorField(
      level: level, mode: .easy, grid: grid, squares: squares,
      probabilities: squares.map { _ in GroupProbabilities(probabilities) }, values: squares.map { _ in values })
  }

  /// The same maze without its cheese.
  static func fieldWithoutCheese(_ probabilities: [Double]) -> VectorField {
    field(
      probabilities, grid: [grid[0], grid[1], [100, 51, 100]],
      squares: (squares + [Square(2, 0)]).sorted())
  }
}

/// Policies whose outputs are known without running them.
enum FakePolicy {
  /// Whatever it sees, the policy has these logits and this value.
  static func constant(logits: [Float], value: Float = 0.5) throws -> Policy {
    var builder = GraphBuilder(input: [3, 64, 64])
    let pixels = try builder.add("flatten", Flatten(), builder.input)
    let size = 3 * 64 * 64
    try builder.add(
      "fc_policy",
      Linear(
        weight: Tensor(repeating: 0, shape: [logits.count, size]), bias: Tensor(logits, shape: [logits.count])), pixels)
    try builder.add(
      "fc_value", Linear(weight: Tensor(repeating: 0, shape: [1, size]), bias: Tensor([value], shape: [1])), pixels)
    return Policy(graph: builder.graph, name: "fake", architecture: "fake")
  }
}

/// Text of a thrown error.
func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "nothing was thrown"
  } catch { return "\(error)" }
}

/// Conditions of tests, with what would fulfil them.
enum Conditions {
  static let havePictures = PictureFiles.areInstalled()
}
