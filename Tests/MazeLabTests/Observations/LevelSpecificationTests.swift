import HookKit
import MazeEnv
import MazeLab
import Testing

@Suite("Levels as observations")
struct LevelSpecificationTests {
  @Test(arguments: [
    ("levels 0..<3", [0, 1, 2]), ("level 8", [8]), ("levels 3,5,9", [3, 5, 9]), ("Levels 1...3, 7", [1, 2, 3, 7]),
    ("levels 0-2", [0, 1, 2]), ("levels 0:2, 5..6", [0, 1, 5, 6]),
    ("levels 4, 2 ..< 4", [4, 2, 3]), ("level 8 without cheese", [8]),
  ])
  func whatCanBeWritten(text: String, levels: [Int]) throws {
    let specification = try #require(try LevelSpecification(text))
    #expect(specification.levels == levels)
    #expect(specification.isWithoutCheese == text.hasSuffix("cheese"))
  }

  @Test(arguments: ["", "a.npz", "levels.npz", "level8", "./levels 0..<5.npz"])
  func whatIsSomethingElse(text: String) throws {
    #expect(try LevelSpecification(text) == nil)
  }

  @Test(arguments: [
    ("levels", "\"\" is no level"), ("levels 5..<5", "the range 5..<5 is empty"), ("levels 1,,2", "\"\" is no level"),
    ("level -1", "\"-1\" is no level"), ("levels 0..<9999999", "these are 9,999,999 levels, and at most 100,000"),
    ("level 99999999999999999999", "is no level"), ("levels 3,1-4", "level 3 is named twice"),
  ])
  func whatIsWrong(text: String, problem: String) {
    let error = message { _ = try LevelSpecification(text) }
    #expect(error.contains(problem), "\(error)")
    #expect(error.hasPrefix("\"\(text)\": "))
  }

  /// Counted before a list is made: this would be 16 GB.
  @Test func aShortTextCannotNameLevelsWithoutEnd() {
    let text = "levels " + (0..<20_000).map { "\($0)00000:\($0 + 1)00000" }.joined(separator: ",")
    let error = message { _ = try LevelSpecification(text) }
    #expect(error.contains("these are 2,000,000,000 levels, and at most 100,000") && error.count < 400)
  }

  @Test(arguments: [
    ("level 8 facing right", Facing?.some(.right), false),
    ("levels 3,4 without cheese facing left", .some(.left), true),
    ("level 8 Facing Right without cheese", .some(.right), true), ("level 8", nil, false),
  ])
  func changesOfLevels(text: String, facing: Facing?, isBare: Bool) throws {
    let wanted = try #require(try LevelSpecification(text))
    #expect(
      wanted.facing == facing && wanted.isWithoutCheese == isBare && wanted.hasChanges == (facing != nil || isBare))
    let inputs = try #require(try MazeObservationSource(mode: .hard, renderer: .plain).observations(text))
    #expect((inputs.rows[0].labels["cheese"] == nil) == isBare)
    var state = try MazeState(level: 8)
    wanted.apply(to: &state)
    #expect(state.facing == facing ?? .left && (state.maze.cheese == nil) == isBare)
  }

  @Test func levelsThatProcgenDoesNotHave() {
    #expect(throws: MazeError.self) { try LevelSpecification("levels 3, 2147483648") }
    #expect(throws: Fault.self) { try LevelSpecification("level 8 facing up") }
  }

  @Test func observationsOfLevels() throws {
    let source = MazeObservationSource(mode: .hard, renderer: .plain)
    let inputs = try #require(try source.observations("levels 0, 8"))
    #expect(inputs.tensor.shape == [2, 3, 64, 64])
    #expect(Set(inputs.rows.map(\.key)).count == 2 && inputs.rows.map { $0.labels["level"] } == ["0", "8"])
    let state = try MazeState(level: 8)
    #expect(inputs.tensor.row(1) == MazeRenderer.inputs([MazeRenderer.plain.observation(of: state)]).row(0))
    #expect(inputs.rows[1].geometry == GridGeometry(worldSize: 25, padding: 2))
    let outer = state.maze.outer(try #require(state.maze.cheese))
    #expect(inputs.rows[1].labels["cheese"] == "\(outer.row),\(outer.column)")
    #expect(try source.observations("bank.npz") == nil)
  }

  @Test func theCheeseCanBeTakenAway() throws {
    let source = MazeObservationSource(mode: .hard, renderer: .plain)
    let with = try #require(try source.observations("level 8"))
    let without = try #require(try source.observations("level 8 without cheese"))
    #expect(with.tensor != without.tensor)
    #expect(without.rows[0].labels["cheese"] == nil)
  }
}
