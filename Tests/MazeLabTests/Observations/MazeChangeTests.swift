import HookKit
import MazeEnv
import Testing

@testable import MazeLab

@Suite struct MazeChangeTests {
  @Test(arguments: [
    "as it is", "without cheese", "cheese 3,4", "cheese corner", "wall 0,2", "open 1,1",
    "without cheese and open 1,1", "facing right", "cheese corner and facing left", "random cheese 7", "rotated 90",
    "rotated -90 and mirrored and random cheese 18446744073709551615",
  ])
  func writingReadsBack(text: String) throws {
    #expect(try MazeChange(text: text).description == text)
  }

  @Test(arguments: [
    "", "cheese", "cheese 3", "cheese 3,4,5", "and", "without", "mouse 1,1", "wall a,b", "facing", "facing up",
    "facing both", "rotated", "rotated 45", "rotated 360", "mirrored 1", "random", "random cheese x",
    "random cheese 1 2",
  ])
  func otherTextIsAnError(text: String) {
    let error = #expect(throws: Fault.self) { try MazeChange(text: text) }
    #expect(error?.explanation.subject == "maze \"\(text)\"")
  }

  @Test func changesAreMade() throws {
    var state = try MazeState(level: 3)
    try MazeChange(text: "without cheese").apply(to: &state)
    #expect(state.maze.cheese == nil)
    try MazeChange(text: "cheese corner").apply(to: &state)
    #expect(state.maze.cheese == state.maze.corner)
    try MazeChange(text: "facing right").apply(to: &state)
    #expect(state.mouse.isReflected)
    let before = state
    try MazeChange.none.apply(to: &state)
    #expect(state == before)
    #expect(throws: MazeError.self) { try MazeChange(text: "cheese 99,99").apply(to: &state) }
  }
}
