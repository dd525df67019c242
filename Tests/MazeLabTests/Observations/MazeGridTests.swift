import Foundation
import HookKit
import MazeEnv
import MazeLab
import Testing

/// Mazes as arrays of NumPy.
@Suite struct MazeGridTests {
  private static let mouse = 25

  /// What reading an array of these numbers makes.
  private func read(_ numbers: [Int], _ shape: Shape) throws -> [MazeFile] {
    let path = FileManager.default.temporaryDirectory.appending(path: "grid-\(UUID()).npy").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(TypedArray(numbers.map(Int64.init), shape: shape).npyBytes).write(to: URL(fileURLWithPath: path))
    return try MazeFile.read(path)
  }

  @Test(arguments: MazeMode.allCases) func fullGridsAreMazes(mode: MazeMode) throws {
    var maze = try Maze(level: 3, mode: mode)
    try maze.placeMouse(at: maze.legalSquares[7])
    var cells = maze.cells.map(Int.init)
    let outer = maze.outerMouse
    cells[outer.row * mode.worldSize + outer.column] = Self.mouse
    let found = try read(cells, [mode.worldSize, mode.worldSize])
    let own = try #require(found.first).state.maze
    #expect(found.count == 1 && own.mode == mode)
    #expect(own.cells == maze.cells && own.outerMouse == outer && own.cheeses == maze.cheeses)
  }

  @Test func whatIsNoGridIsRefused() throws {
    let open = [Int](repeating: 100, count: 625)
    #expect(throws: Fault.self) { try read(Array(open.prefix(144)), [12, 12]) }
    #expect(throws: Fault.self) { try read(open, [625]) }
    var wrong = open
    wrong[26] = 7
    let error = #expect(throws: Fault.self) { try read(wrong, [25, 25]) }
    #expect("\(try #require(error))".contains("has 7.0 at (1, 1), which no cell of a maze has"))
    (wrong[26], wrong[30]) = (Self.mouse, Self.mouse)
    #expect(throws: Fault.self) { try read(wrong, [25, 25]) }
  }
}
