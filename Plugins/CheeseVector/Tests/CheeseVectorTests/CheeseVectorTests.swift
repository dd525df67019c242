import CheeseVector
import Experiments
import HookKitTesting
import Testing

@Suite struct CheeseVectorTests {
  private let site: SitePattern = "embedder.block2.res1.resadd_out"

  private func lab(_ levels: [Int]) throws -> Lab {
    Lab(policy: try .bundled(), renderer: .plain, levels: levels)
  }

  @Test(arguments: [nil, "8", "3..<6"])
  func keepsTheLaws(level: String?) throws {
    let lab = try lab([0, 1, 8])
    let source = MazeObservationSource(mode: .hard, renderer: .plain)
    let setting = LawSetting(
      graph: lab.policy.graph, site: try lab.site(site), inputs: source.inputs(of: try lab.mazes()),
      observations: source)
    let violations = try Laws.violations(
      of: CheeseVector(level: level, scale: -0.5), identity: CheeseVector(level: level, scale: 0), isRandom: false,
      in: [setting])
    #expect(violations == [])
  }

  /// The vector of a level is the difference that two built-in calls make.
  @Test func isTheDifferenceOfTwoLevels() throws {
    let lab = try lab([8])
    let maze = try lab.maze(8)
    let expected = try lab.field(
      of: maze, under: Plan { Edit(site, .add(vector: "level 8 minus level 8 without cheese", scale: -1)) })
    for vector in [CheeseVector(), CheeseVector(level: "8")] {
      let field = try lab.field(of: maze, under: Plan { Edit(site, vector) })
      #expect(try (field - expected).meanTotalVariation < 1e-5)
    }
    #expect(try (lab.field(of: maze) - expected).meanTotalVariation > 0.001)
  }

  /// Rows of several levels get their own vectors: the same as each level alone.
  @Test func everyRowHasItsOwnVector() throws {
    let lab = try lab([0, 1, 8])
    let mazes = try lab.mazes()
    let plan = Plan { Edit(site, CheeseVector(scale: 1)) }
    let together = try lab.activations(at: site, of: mazes, under: plan)
    for (row, maze) in mazes.enumerated() {
      let alone = try lab.activations(at: site, of: [maze], under: plan)
      #expect(zip(alone.scalars, together.row(row).scalars).allSatisfy { abs($0 - $1) < 1e-4 })
    }
  }

  /// The maze under study counts, not the level that it was made from: adding the vector to the bare maze at
  /// its start gives the activation of the maze with its cheese where it was put.
  @Test func editedMazesHaveTheirOwnVectors() throws {
    let lab = try lab([8])
    var moved = try lab.maze(8)
    moved.maze = try moved.maze.withCheese(at: moved.maze.corner)
    var bare = moved
    bare.maze.removeCheese()
    let taken = try lab.activations(at: site, of: [moved], under: Plan { Edit(site, CheeseVector(scale: -1)) })
    let expected = try lab.activations(at: site, of: [bare])
    #expect(zip(taken.scalars, expected.scalars).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test func withoutCheeseThereIsNoVector() throws {
    let lab = try lab([8])
    var bare = try lab.maze(8)
    bare.maze.removeCheese()
    #expect(throws: (any Error).self) { try lab.field(of: bare, under: Plan { Edit(site, CheeseVector()) }) }
  }

  @Test func rowsOfNoLevelAreAnError() throws {
    let lab = try lab([])
    let observations = Inputs(Tensor(repeating: 0.5, shape: [2, 3, 64, 64]))
    #expect(throws: FaultList.self) {
      try lab.policy.graph.run(observations, under: Plan { Edit(site, CheeseVector()) }, options: lab.options)
    }
  }

  @Test func theCheeseIsNearWithinThreeSquares() throws {
    let maze = try lab([8]).maze(8).maze
    let cheese = try #require(maze.cheese)
    for square in maze.legalSquares {
      let distance = abs(square.row - cheese.row) + abs(square.column - cheese.column)
      #expect(NearCheese.holds(at: RolloutStep(in: maze, after: [maze.mouse, square])) == (distance <= 3), "\(square)")
    }
  }

  /// Rollouts know the condition once it is registered, and act by it.
  @Test func editsActByIt() throws {
    var registry = try Registry.builtIn
    registry.addBuiltInConditions()
    registry.add(Plugin.self)
    var options = RolloutOptions()
    options.conditions = try registry.checked().rolloutConditions
    let edit = try CallSyntax.edit("zero@\(site) when(near-cheese)", registry: registry)
    try Rollout.run(
      .levels(8..<9), policy: .bundled(), plan: Plan(edits: [edit]), on: .native(.plain), options: options
    ) { episode in
      let near = (0..<episode.steps).filter { step in
        NearCheese.holds(at: RolloutStep(in: episode.initial.maze, after: Array(episode.path[...step])))
      }
      #expect(episode.actedSteps == [near.count] && near.count > 0 && near.count < episode.steps)
    }
  }
}
