import CheeseVector
import Experiments
import HookKitTesting
import Testing

@Suite struct ShiftedCheeseVectorTests {
  private let site: SitePattern = "embedder.block2.res1.resadd_out"

  private func lab(_ levels: [Int]) throws -> Lab {
    Lab(policy: try .bundled(), renderer: .plain, levels: levels)
  }

  @Test(arguments: [0, 3])
  func keepsTheLaws(shift: Int) throws {
    let lab = try lab([0, 1, 8])
    let source = MazeObservationSource(mode: .hard, renderer: .plain)
    let setting = LawSetting(
      graph: lab.policy.graph, site: try lab.site(site), inputs: source.inputs(of: try lab.mazes()),
      observations: source)
    let violations = try Laws.violations(
      of: ShiftedCheeseVector(shift: shift, from: "100..<400", scale: -0.5),
      identity: ShiftedCheeseVector(shift: shift, from: "100..<400", scale: 0), isRandom: true, in: [setting])
    #expect(violations == [])
  }

  /// With one level to draw from, what is added is the vector of that level, its cheese where it was to be put.
  @Test(arguments: [0, 2])
  func addsTheVectorOfTheOtherLevel(shift: Int) throws {
    let lab = try lab([8])
    let maze = try lab.maze(8)
    let cheese = try #require(maze.maze.cheese.map(maze.maze.outer))
    let number = try #require(
      (9..<500).first { try !places(in: Maze(level: $0), from: cheese, shift).isEmpty })
    let open = try places(in: Maze(level: number), from: cheese, shift)
    let plan = Plan { Edit(site, ShiftedCheeseVector(shift: shift, from: "\(number)", scale: 1)) }
    let added = try lab.activations(at: site, of: [maze], under: plan) - lab.activations(at: site, of: [maze])
    var bare = try lab.maze(number)
    bare.maze.removeCheese()
    let without = try lab.activations(at: site, of: [bare])
    let distances = try open.map { place in
      var moved = bare
      moved.maze = try bare.maze.withCheese(at: place, in: .outer)
      let wanted = try lab.activations(at: site, of: [moved]) - without
      return zip(added.scalars, wanted.scalars).map { abs($0 - $1) }.max() ?? 1
    }
    #expect(distances.filter { $0 < 1e-4 }.count == 1)
  }

  /// The open outer squares of a maze so far from `cheese`, none where that square itself is a wall.
  private func places(in maze: Maze, from cheese: Square, _ shift: Int) throws -> [Square] {
    let open = (maze.legalSquares + maze.cheeses).filter { $0 != maze.start }.map(maze.outer)
    guard open.contains(cheese) else { return [] }
    return open.filter { abs($0.row - cheese.row) + abs($0.column - cheese.column) == shift }
  }

  @Test(arguments: [
    ShiftedCheeseVector(shift: -1), ShiftedCheeseVector(shift: 0, from: "nothing"),
    ShiftedCheeseVector(shift: 0, from: "8"),
  ])
  func whatCannotBeDrawnIsAnError(vector: ShiftedCheeseVector) throws {
    let lab = try lab([8])
    #expect(throws: (any Error).self) { try lab.field(of: lab.maze(8), under: Plan { Edit(site, vector) }) }
  }

  @Test func withoutCheeseThereIsNoVector() throws {
    let lab = try lab([8])
    var bare = try lab.maze(8)
    bare.maze.removeCheese()
    #expect(throws: (any Error).self) {
      try lab.field(of: bare, under: Plan { Edit(site, ShiftedCheeseVector(shift: 0)) })
    }
  }
}
