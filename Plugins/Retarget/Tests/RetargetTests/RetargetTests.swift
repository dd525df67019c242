import Experiments
import HookKitTesting
import Retarget
import Testing

@Suite struct RetargetTests {
  /// A site of two channels of 4 x 4 cells over a world of 4 x 4 squares: every square has a cell of its own,
  /// and row 0 is at the bottom.
  private func setting(_ geometry: GridGeometry? = GridGeometry(worldSize: 4, padding: 0)) throws -> LawSetting {
    var builder = GraphBuilder(input: [2, 4, 4])
    try builder.add("body", ReLU(), builder.input)
    let graph = builder.graph
    var random = RandomStream(seed: 1)
    let rows = (0..<3).map { Inputs.Row(key: UInt64($0), geometry: geometry) }
    return LawSetting(
      graph: graph, site: graph.sites[0], inputs: Inputs(Tensor(random.normals(96), shape: [3, 2, 4, 4]), rows: rows))
  }

  @Test(arguments: [nil, 0, -1] as [Float?])
  func keepsTheLaws(rest: Float?) throws {
    let violations = try Laws.violations(
      of: Retarget(square: Square(1, 2), channels: [1], default: rest), isRandom: false, in: [setting()])
    #expect(violations == [])
  }

  private func result(_ retarget: Retarget) throws -> [Float] {
    let setting = try setting()
    let ones = Inputs(Tensor(repeating: 1, shape: [1, 2, 4, 4]), rows: [setting.inputs.rows[0]])
    let site = SitePattern(setting.site.name)
    let run = try setting.graph.run(ones, under: Plan { Edit(site, retarget) }, capturing: [Capture(site)])
    return run[setting.site.name].scalars
  }

  /// By hand: square (1, 2) is line 2 from the top, column 2, which is cell 4 * 2 + 2 = 10 of its channel.
  @Test func setsTheCellOfTheSquare() throws {
    var expected = [Float](repeating: 1, count: 32)
    expected[16 + 10] = 5.5
    #expect(try result(Retarget(square: Square(1, 2), channels: [1])) == expected)
    expected[10] = 5.5
    #expect(try result(Retarget(square: Square(1, 2), channels: [0, 1])) == expected)
  }

  @Test func setsTheRestOfTheChannels() throws {
    var expected = [Float](repeating: 1, count: 16) + [Float](repeating: -2, count: 16)
    expected[16 + 10] = 7
    #expect(try result(Retarget(square: Square(1, 2), channels: [1], value: 7, default: -2)) == expected)
  }

  /// What the intervention does to one square is what `set` does on a selection.
  @Test func isSetOnASelection() throws {
    let lab = Lab(policy: try .bundled(), renderer: .plain)
    let (maze, site) = (try lab.maze(8), "embedder.block2.res1.resadd_out" as SitePattern)
    let mine = try lab.field(of: maze, under: Plan { Edit(site, Retarget(square: Square(3, 4), channels: [5, 9])) })
    let builtIn = try lab.field(
      of: maze, under: Plan { Edit(site, .set(value: 5.5), on: .square(row: 3, column: 4, channels: [5, 9])) })
    #expect(try (mine - builtIn).meanTotalVariation < 1e-6)
    #expect(try (mine - lab.field(of: maze)).meanTotalVariation > 0)
  }

  /// A rollout prepares the edit for its first maze; it acts in those of other sizes just so.
  @Test(arguments: [nil, 0] as [Float?])
  func actsInMazesOfAllSizes(rest: Float?) throws {
    let levels = [0, 1, 2, 3, 4, 5]
    #expect(try Set(levels.map { try Maze(level: $0).geometry }).count > 2)
    let (policy, site) = (try Policy.bundled(), "embedder.block2.res1.resadd_out" as SitePattern)
    func answers(_ plan: Plan) throws -> [Float] {
      var options = RolloutOptions()
      (options.steps, options.choice) = (1, .argmax)
      var found: [Float] = []
      try Rollout.run(
        .levels(levels), policy: policy, plan: plan, on: .native(.plain), options: options
      ) { found += $0.probabilities }
      return found
    }
    // The cells of the square by themselves, which every run looks up for each of its mazes.
    let built = Plan {
      if let rest { Edit(site, .set(value: rest), on: .channels(5, 9)) }
      Edit(site, .set(value: 5.5), on: .square(row: 1, column: 2, channels: [5, 9]))
    }
    let mine = Plan { Edit(site, Retarget(square: Square(1, 2), channels: [5, 9], default: rest)) }
    #expect(zip(try answers(mine), try answers(built)).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test(arguments: [Retarget(square: Square(4, 0), channels: [0]), Retarget(square: Square(0, 0), channels: [2])])
  func squaresAndChannelsThatAreNotThereAreErrors(retarget: Retarget) throws {
    #expect(throws: (any Error).self) { try result(retarget) }
  }
}
