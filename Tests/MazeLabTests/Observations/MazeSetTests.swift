import Foundation
import HookKit
import MazeEnv
import MazeLab
import Testing

@Suite struct MazeSetTests {
  private let registry: Registry

  init() {
    var registry = Registry()
    registry.addBuiltInMazeMetrics()
    self.registry = registry
  }

  private func choice(_ levels: String?, _ change: String? = nil, _ conditions: String...) throws -> MazeSet {
    try #require(try MazeChoice(levels: levels, change: change, conditions: conditions).mazes(registry))
  }

  @Test func levelsAreThoseOfProcgen() throws {
    let set = try choice("3-5,9")
    #expect(Array(set.numbers) == [3, 4, 5, 9] && set.isOfLevels && set.unit == "level")
    for place in 0..<4 { #expect(try set[place] == MazeState(level: set.numbers[place])) }
    #expect("\(set)" == "levels 3..<6,9")
  }

  @Test func aChangeIsMadeInEveryMaze() throws {
    let set = try choice("0-3", "rotated 90 and random cheese 5")
    for number in set.numbers {
      var state = try MazeState(level: number)
      try MazeChange(text: "rotated 90 and random cheese 5").apply(to: &state)
      #expect(try set.state(numbered: number) == state)
    }
    #expect(try choice("0-3 without cheese")[0].maze.cheese == nil)
    let error = message { _ = try choice("0", "cheese 1,1")[0] }
    #expect(error.hasPrefix("cheese 1,1 of 0: "), "\(error)")
  }

  @Test func conditionsChooseAmongTheMazes() throws {
    let set = try choice("0-40", nil, "size 9..13", "decision-square")
    let expected = try (0...40).filter { level in
      let maze = try Maze(level: level)
      return (9...13).contains(maze.innerSize) && maze.decisionSquare != nil
    }
    #expect(Array(set.numbers) == expected && !expected.isEmpty && expected.count < 41)
    #expect("\(set)" == "levels 0..<41, with size 9..13 and decision-square")
    // What is chosen is the maze as it was changed.
    #expect(Array(try choice("0-3", "without cheese", "no-cheese").numbers) == [0, 1, 2, 3])
    #expect(throws: MazeSetError.self) { try choice("0-3", nil, "size>99") }
  }

  @Test func filesAreDrawnOrStates() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "maze-set-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let states = try (0..<4).map { try MazeState(level: $0) }
    try Array(states[0].maze.text.utf8).write(to: "\(folder)/a.maze")
    try MazeStateFile.write(states[1], to: "\(folder)/b.state")
    try MazeStateFile.writePickle([states[2], states[3]], to: "\(folder)/c.pkl")
    let set = try #require(try MazeChoice(files: ["\(folder)/*"]).mazes(registry))
    #expect(set.numbers.map(set.name) == ["a.maze", "b.state", "c.pkl[0]", "c.pkl[1]"] && set.unit == "maze")
    #expect(try set[0].maze == states[0].maze)
    #expect(try (1..<4).map { try set[$0] } == Array(states[1...]))
    #expect(throws: MazeSetError.same("b.state", "b.state")) {
      try MazeChoice(files: ["\(folder)/b.state", "\(folder)/b.state"]).mazes(registry)
    }
    #expect(throws: MazeChoiceError.self) { try MazeChoice(levels: "3", files: ["\(folder)/*"]).mazes(registry) }
    #expect(throws: MazeChoiceError.self) { try MazeChoice(files: ["\(folder)/*"], mode: .easy).mazes(registry) }
    try MazeStateFile.write(MazeState(level: 1, mode: .easy), to: "\(folder)/d.state")
    #expect(throws: MazeSetError.self) { try MazeChoice(files: ["\(folder)/*"]).mazes(registry) }
  }

  @Test func nothingIsNamed() throws { #expect(try MazeChoice().mazes(registry) == nil) }
}

extension [UInt8] {
  fileprivate func write(to path: String) throws { try Data(self).write(to: URL(filePath: path)) }
}
