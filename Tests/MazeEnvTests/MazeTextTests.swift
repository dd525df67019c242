import MazeEnv
import Testing

@Suite("Mazes as text")
struct MazeTextTests {
  @Test(arguments: MazeMode.allCases)
  func everyLevelRoundTrips(mode: MazeMode) throws {
    for level in 0..<30 {
      var maze = try Maze(level: level, mode: mode)
      #expect(try Maze(text: maze.text) == maze)
      maze.mouseFacesRight = true
      maze.removeCheese()
      try maze.placeMouse(at: Square(0, 0), in: .outer, insideWall: true)
      #expect(try Maze(text: maze.text) == maze)
      if let cheese = try Maze(level: level, mode: mode).cheese {
        maze = try Maze(level: level, mode: mode).withMouse(at: cheese)
        #expect(try Maze(text: maze.text) == maze)
      }
    }
    #expect(try Maze(text: Maze(mode: mode).text) == Maze(mode: mode))
  }

  @Test func strangeStatesRoundTripAsWell() throws {
    var state = try MazeState(level: 2)
    state.mouse.x = -3.5
    #expect(try Maze(text: state.maze.text) == state.maze)
    let text = "mode: easy\nmouse: 6, 6\nvalue: 6, 6, -7\nvalue: 7, 6, 25\n\n..C\n?##\n?..\n"
    let maze = try Maze(text: text)
    #expect(maze.cell(at: Square(6, 6), in: .outer) == -7)
    #expect(try Maze(text: maze.text) == maze)
  }

  @Test(arguments: [
    ("mode: easy\nmode: hard\n\n..C\n.##\nM..\n", "mode is given twice"),
    ("mode: easy\nmouse: 6, 6\n\n..C\n.##\nM..\n", "the mouse is drawn, and its square is given"),
  ])
  func nothingIsDropped(text: String, expected: String) {
    #expect { try Maze(text: text) } throws: { "\($0)".contains(expected) }
  }

  @Test func theTextIsWhatADrawingLooksLike() throws {
    let text = "mode: easy\nbackground: 3\n\n..C\n.##\nM..\n"
    let maze = try Maze(text: text)
    #expect(maze.text == text)
    #expect(maze.mode == .easy && maze.background == 3)
    #expect(maze.mouse == Square(0, 0) && maze.cheese == Square(2, 2) && maze.innerSize == 3)
    let loose =
      "\u{feff}; a comment\r\nmode:easy\r\n\r\nbackground:3\r\n  ..C  \r\n.##\r\n; another\r\nM..\r\n\r\n"
    #expect(try Maze(text: loose) == maze)
  }

  @Test(arguments: [
    ("", 0, "the grid has 0 rows"),
    ("..\n..", 2, "the grid has 2 rows"),
    ("...\n..\n...", 2, "2 squares in a grid of 3 rows"),
    ("...\n.x.\n...", 2, "\"x\" is no square"),
    ("M..\n.M.\n...", 2, "there is a second mouse"),
    ("mode: hrad\n...", 1, "\"mode: hrad\" is not understood"),
    ("bakground: 1\n...", 1, "there is no header \"bakground\""),
    ("background: 9\n...", 1, "\"background: 9\" is not understood"),
    ("value: 99, 0, 1\n...\n...\n...", 1, "square (99, 0) is not drawn as ?"),
    ("value: 11, 11, 1\n...\n...\n...", 1, "square (11, 11) is not drawn as ?"),
    ("...\n?..\n...", 0, "square (12, 11) is drawn as ? without a value"),
    ("value: 9999999999999, 0, 1\n.", 1, "\"value: 9999999999999, 0, 1\" is not understood"),
  ])
  func faultsNameTheirLine(text: String, line: Int, problem: String) {
    do {
      _ = try Maze(text: text)
      Issue.record("accepted \(text)")
    } catch MazeError.mazeText(let foundLine, let foundProblem, let remedy) {
      #expect(foundLine == line)
      #expect(foundProblem == problem)
      #expect(!remedy.isEmpty)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func anyTextIsReadOrRefused() {
    var generator = MersenneTwister(seed: 3)
    let symbols = Array("#.CM&%?:;, \n\r0159-modevalue\u{feff}é")
    for _ in 0..<3000 {
      let length = Int(generator.below(200))
      let text = String((0..<length).map { _ in symbols[Int(generator.below(UInt32(symbols.count)))] })
      if let maze = try? Maze(text: text) { #expect((try? Maze(text: maze.text)) == maze) }
    }
    #expect(throws: MazeError.self) { try Maze(text: String(repeating: "#", count: 200_000)) }
  }
}
