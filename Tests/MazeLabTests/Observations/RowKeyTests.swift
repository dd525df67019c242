import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import Testing

@testable import MazeLab

/// Which rows draw the same random numbers.
@Suite struct RowKeyTests {
  private static let site: SitePattern = "embedder.block2.res1.resadd_out"

  private func key(_ state: MazeState, _ square: Square) -> UInt64 {
    Inputs(mouseOn: [square], of: state, renderer: .plain).rows[0].key
  }

  @Test func squaresOfAllLevelsDiffer() throws {
    let keys = try (0..<20).flatMap { level -> [UInt64] in
      let state = try MazeState(level: level, mode: .hard)
      return Inputs(mouseOn: state.maze.legalSquares, of: state, renderer: .plain).rows.map(\.key)
    }
    #expect(Set(keys).count == keys.count)
  }

  @Test func cheeseAndMouseDoNotCountAndWallsDo() throws {
    let state = try MazeState(level: 3, mode: .easy)
    let square = try #require(state.maze.legalSquares.dropFirst().first)
    var bare = state
    bare.maze.removeCheese()
    #expect(state.drawKey == 3 && bare.drawKey == 3)
    #expect(key(bare, square) == key(state, square))
    var walled = state
    try walled.maze.setWall(at: try #require(state.maze.legalSquares.last))
    #expect(key(walled, square) != key(state, square))
    // Mazes from files have the number of some level, and their own walls.
    let drawn = try ["mode: easy\n\nC#.\n.#.\nM..\n", "mode: easy\n\nC..\n.#.\nM..\n"].map {
      try MazeState(maze: Maze(text: $0))
    }
    #expect(key(drawn[0], Square(0, 0)) != key(drawn[1], Square(0, 0)))
  }

  /// A level's noise at a square says nothing about another level's at the same one.
  @Test func noiseOfLevelsIsNotCorrelated() throws {
    let plan = Plan { Edit(Self.site, .noise(scale: 1)) }
    let policy = try Policy.bundled()
    func noise(_ level: Int) throws -> [Float] {
      let state = try MazeState(level: level, mode: .hard)
      let inputs = Inputs(mouseOn: [state.maze.start], of: state, renderer: .plain)
      let run = try policy.graph.run(inputs, under: plan, capturing: [Capture(Self.site), .before(Self.site)])
      return ((try #require(run.captured.first?.value)) - (try #require(run.capturedBefore.first?.value))).scalars
    }
    let (first, second) = (try noise(0), try noise(1))
    let correlation = zip(first, second).reduce(0) { $0 + Double($1.0 * $1.1) } / Double(first.count)
    // Five standard deviations of the mean of 8,192 products of independent normal numbers.
    #expect(abs(correlation) < 5 / Double(first.count).squareRoot())
  }

  /// One square has one draw wherever it is asked for: in a field, a study of decisions, a bank of levels.
  @Test func everyCommandHasTheSameDraws() throws {
    let level = try #require((0..<20).first { try Maze(level: $0).decisionSquare != nil })
    let (state, policy) = (try MazeState(level: level, mode: .hard), try Policy.bundled())
    let plan = Plan { Edit(Self.site, .noise(scale: 2)) }
    let study = try DecisionStudy(
      levels: [level], mode: .hard, policy: policy, under: plan, renderer: .plain, options: RunOptions(seed: 3))
    let field = try VectorField.compute(
      state, policy: policy, under: plan, renderer: .plain, options: RunOptions(seed: 3)
    ).field
    let (asked, expected) = (try #require(study.trials[0].patched), try field.decisionProbabilities())
    #expect(abs(asked.towardsCheese - expected.towardsCheese) < 1e-4)
    let source = MazeObservationSource(mode: .hard, renderer: .plain)
    #expect(source.inputs(of: [state]).rows.map(\.key) == [key(state, state.maze.mouse)])
  }
}
