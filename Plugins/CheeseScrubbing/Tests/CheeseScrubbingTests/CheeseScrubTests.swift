import CheeseScrubbing
import Experiments
import HookKitTesting
import Testing

@Suite struct CheeseScrubTests {
  private let site: SitePattern = "embedder.block2.res1.resadd_out"

  private func lab(_ levels: [Int]) throws -> Lab {
    Lab(policy: try .bundled(), renderer: .plain, levels: levels)
  }

  @Test(arguments: CheeseScrub.Cheese.allCases)
  func keepsTheLaws(cheese: CheeseScrub.Cheese) throws {
    let lab = try lab([0, 1, 8])
    let source = MazeObservationSource(mode: .hard, renderer: .plain)
    let setting = LawSetting(
      graph: lab.policy.graph, site: try lab.site(site), inputs: source.inputs(of: try lab.mazes()),
      observations: source)
    let violations = try Laws.violations(
      of: CheeseScrub(cheese: cheese, from: "100..<400", mazes: 2), isRandom: true, in: [setting])
    #expect(violations == [])
  }

  /// With one level to draw from, the row is that level's activation; with `same`, that of the level with its
  /// cheese moved.
  @Test func putsInTheActivationsOfTheOtherMaze() throws {
    let lab = try lab([8])
    let maze = try lab.maze(8)
    let square = try #require(maze.maze.cheese.map(maze.maze.outer))
    // The first other level in which the square is open.
    let number = try #require(
      (9..<500).first { level in
        let other = try Maze(level: level)
        return other.cell(at: square, in: .outer) == Int(Cell.empty) && other.outer(other.start) != square
      })
    let donor = try lab.maze(number)
    var moved = donor
    moved.maze = try donor.maze.withCheese(at: square, in: .outer)
    for (cheese, expected) in [(CheeseScrub.Cheese.different, donor), (.same, moved)] {
      let plan = Plan { Edit(site, CheeseScrub(cheese: cheese, from: "\(number)", mazes: 1)) }
      let found = try lab.activations(at: site, of: [maze], under: plan)
      let wanted = try lab.activations(at: site, of: [expected])
      #expect(zip(found.scalars, wanted.scalars).allSatisfy { abs($0 - $1) < 1e-4 })
    }
  }

  @Test func levelsWithoutTheOpenSquareAreAnError() throws {
    let lab = try lab([8])
    let maze = try lab.maze(8)
    let square = try #require(maze.maze.cheese.map(maze.maze.outer))
    let closed = try #require((0..<100).first { try Maze(level: $0).cell(at: square, in: .outer) == Int(Cell.wall) })
    #expect(throws: (any Error).self) {
      try lab.field(of: maze, under: Plan { Edit(site, CheeseScrub(cheese: .same, from: "\(closed)")) })
    }
  }

  @Test func mazesWithoutCheeseAreAnError() throws {
    let lab = try lab([8])
    var bare = try lab.maze(8)
    bare.maze.removeCheese()
    #expect(throws: (any Error).self) {
      try lab.field(of: bare, under: Plan { Edit(site, CheeseScrub(cheese: .same, from: "100..<200")) })
    }
  }
}
