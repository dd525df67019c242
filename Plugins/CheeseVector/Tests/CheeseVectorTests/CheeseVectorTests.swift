import CheeseVector
import Experiments
import HookKitTesting
import Testing

@Suite struct CheeseVectorTests {
  private let site: SitePattern = "embedder.block2.res1.resadd_out"

  private func lab(_ levels: [Int]) throws -> Lab {
    Lab(policy: try .bundled(), renderer: .plain, levels: levels)
  }

  /// A site of the bundled policy with rows of three levels.
  private func setting() throws -> LawSetting {
    let lab = try lab([0, 1, 8])
    let source = MazeObservationSource(mode: .hard, renderer: .plain)
    let inputs = source.inputs(of: try lab.mazes())
    return LawSetting(
      graph: lab.policy.graph, site: try lab.site(site), inputs: inputs, observations: source)
  }

  @Test(arguments: [nil, "8", "3..<6"])
  func cheeseVectorKeepsTheLaws(level: String?) throws {
    let violations = try Laws.violations(
      of: CheeseVector(level: level, scale: -0.5), identity: CheeseVector(level: level, scale: 0), isRandom: false,
      in: [setting()])
    #expect(violations == [])
  }

  @Test(arguments: [nil, "8"])
  func randomVectorsKeepTheLaws(level: String?) throws {
    let violations = try Laws.violations(
      of: MatchedRandomVector(level: level, scale: 1), identity: MatchedRandomVector(level: level, scale: 0),
      isRandom: true, in: [setting()])
    #expect(violations == [])
  }

  /// The call of a level is the chain of two built-in calls that the README shows.
  @Test func isTheDifferenceOfTwoLevels() throws {
    let lab = try lab([8])
    let maze = try lab.maze(8)
    let chain = Plan {
      Edit(site, .add(vector: "level 8", scale: -1))
      Edit(site, .add(vector: "level 8 without cheese"))
    }
    let expected = try lab.field(of: maze, under: chain)
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

  @Test func randomVectorsHaveTheNormOfTheCheeseVector() throws {
    let lab = try lab([8])
    let maze = try lab.maze(8)
    func change(_ intervention: some Intervention) throws -> [Float] {
      let plain = try lab.activations(at: site, of: [maze])
      return try (lab.activations(at: site, of: [maze], under: Plan { Edit(site, intervention) }) - plain).scalars
    }
    func norm(_ values: [Float]) -> Float { values.map { $0 * $0 }.reduce(0, +).squareRoot() }
    let cheese = try change(CheeseVector(scale: 1))
    let draws = try (0..<2).map { try change(MatchedRandomVector(scale: 1, draw: $0)) }
    for draw in draws { #expect(abs(norm(draw) / norm(cheese) - 1) < 1e-3) }
    #expect(draws[0] != draws[1])
  }

  @Test func levelsThatNobodyKnowsAreAnError() throws {
    let lab = try lab([])
    let observations = Inputs(Tensor(repeating: 0.5, shape: [2, 3, 64, 64]))
    #expect(throws: FaultList.self) {
      try lab.policy.graph.run(
        observations, under: Plan { Edit(site, CheeseVector()) }, options: lab.options)
    }
  }
}

@Suite struct CheeseVectorExperimentTests {
  /// Finds an experiment by its command's name, as hookctl does.
  private func findings(_ name: String, _ options: [String], levels: [Int]) throws -> Findings {
    var registry = Registry()
    registry.add(Plugin.self)
    let entry = try #require(try registry.checked().experiments.first { $0.name == name })
    let lab = Lab(policy: try .bundled(), renderer: .plain, levels: levels, registry: registry)
    func run<Kind: Experiment>(_ kind: Kind.Type) throws -> Findings { try kind.parse(options).run(in: lab) }
    return try run(entry.type)
  }

  private func table(_ findings: Findings) throws -> DataTable {
    try #require(findings.items.compactMap { $0 as? DataTable }.first)
  }

  @Test func nothingOfTheVectorChangesNothing() throws {
    let levels = Array(0..<12)
    let found = try findings("cheese-vector-dose", ["--scale", "0", "--scale=-1", "--draws", "2"], levels: levels)
    let table = try table(found)
    #expect(table.rows.count == 2)
    // At strength 0 the cheese vector and the random vectors are both the original.
    func number(_ row: Int, _ column: Int) -> Double {
      if case .number(let value) = table.rows[row][column] { value } else { .nan }
    }
    #expect(abs(number(0, 1) - number(0, 5)) < 1e-9)
    #expect(abs(number(1, 1) - number(0, 1)) > 1e-3)
    try found.checkedNames()
  }

  @Test func everySiteHasARow() throws {
    let found = try findings("cheese-vector-sites", ["--sites", "embedder.block2.*_out", "--draws", "1"], levels: [0, 1, 2, 3, 4, 5])
    #expect(try table(found).rows.count == 7)
  }

  @Test func transferHasARowForEachSort() throws {
    let found = try findings(
      "cheese-vector-transfer", ["--sources", "2", "--mean", "50..<53", "--draws", "1"], levels: Array(0..<8))
    #expect(try table(found).rows.map { $0[0] } == [
      .text("own level"), .text("mean of 50..<53"), .text("another level (2 sources)"), .text("random vectors"),
    ])
  }
}
