import Experiments
import HookKitTesting
import Testing
import TopRightVector

@Suite struct TopRightVectorTests {
  private let site: SitePattern = "embedder.block2.res1.resadd_out"

  private func lab(_ levels: [Int]) throws -> Lab {
    Lab(policy: try .bundled(), renderer: .plain, levels: levels)
  }

  @Test(arguments: [nil, "8"])
  func keepsTheLaws(level: String?) throws {
    let lab = try lab([0, 1, 8])
    let source = MazeObservationSource(mode: .hard, renderer: .plain)
    let setting = LawSetting(
      graph: lab.policy.graph, site: try lab.site(site), inputs: source.inputs(of: try lab.mazes()),
      observations: source)
    let violations = try Laws.violations(
      of: TopRightVector(level: level, scale: 0.5), identity: TopRightVector(level: level, scale: 0), isRandom: false,
      in: [setting])
    #expect(violations == [])
  }

  /// The way leads from the maze's corner to the world's, and nothing else changes.
  @Test func theWayIsOpen() throws {
    let state = try MazeState(level: 8)
    let maze = state.maze
    let opened = try TopRightVector.opened(state).maze
    let far = Square(maze.worldSize - 1, maze.worldSize - 1)
    #expect(maze.padding > 0 && opened.padding == 0)
    let path = try #require(
      opened.shortestPath(from: opened.inner(maze.outer(maze.corner)), to: opened.inner(far)))
    #expect(path.count == 2 * maze.padding + 1)
    var changed = 0
    for row in 0..<maze.worldSize {
      for column in 0..<maze.worldSize
      where maze.cell(at: Square(row, column), in: .outer) != opened.cell(at: Square(row, column), in: .outer) {
        changed += 1
      }
    }
    #expect(changed == 2 * maze.padding)
    #expect(opened.outerMouse == maze.outerMouse)
  }

  @Test func aMazeThatFillsTheWorldHasNone() throws {
    let full = try #require((0..<200).first { try MazeState(level: $0).maze.padding == 0 })
    let lab = try lab([full])
    #expect(throws: FaultList.self) {
      try lab.field(of: lab.maze(full), under: Plan { Edit(site, TopRightVector()) })
    }
  }
}
