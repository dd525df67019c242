import CheeseScrubbing
import Experiments
import HookKitTesting
import Testing

@Suite struct CheeseScrubbingTests {
  private let site: SitePattern = "embedder.block2.res1.resadd_out"

  private func lab(_ levels: [Int], seed: UInt64 = 0) throws -> Lab {
    Lab(policy: try .bundled(), renderer: .plain, levels: levels, seed: seed)
  }

  @Test(arguments: ScrubCheese.Placement.allCases)
  func keepsTheLaws(cheese: ScrubCheese.Placement) throws {
    let lab = try lab([0, 1, 8])
    let source = MazeObservationSource(mode: .hard, renderer: .plain)
    let setting = LawSetting(
      graph: lab.policy.graph, site: try lab.site(site), inputs: source.inputs(of: try lab.mazes()),
      observations: source)
    let violations = try Laws.violations(
      of: ScrubCheese(cheese: cheese, donors: "100..<160", count: 6), isRandom: true, in: [setting])
    #expect(violations == [])
  }

  /// With one donor the result is that donor's activation, its cheese moved to where the row has it.
  @Test func donorsHaveTheCheeseOnTheSameSquare() throws {
    let lab = try lab([8])
    let maze = try lab.maze(8)
    let square = maze.maze.outer(try #require(maze.maze.cheese))
    let donor = try #require(
      (200..<300).first { level in
        let other = try lab.maze(level).maze
        return other.cell(at: square, in: .outer) == Int(MazeEnv.Cell.empty) && other.outerMouse != square
      })
    func result(_ cheese: ScrubCheese.Placement) throws -> Tensor {
      let plan = Plan { Edit(site, ScrubCheese(cheese: cheese, donors: "\(donor)")) }
      return try lab.activations(at: site, of: [maze], under: plan)
    }
    var moved = try lab.maze(donor)
    #expect(try result(.different).isIdentical(to: lab.activations(at: site, of: [moved])))
    try moved.maze.moveCheese(to: square, in: .outer)
    #expect(try result(.same).isIdentical(to: lab.activations(at: site, of: [moved])))
    #expect(try !result(.same).isIdentical(to: result(.different)))
  }

  @Test func mistakesAreExplained() throws {
    let lab = try lab([8])
    let maze = try lab.maze(8)
    var bare = maze
    bare.maze.removeCheese()
    for (state, donors) in [(bare, "100..<160"), (maze, "nothing"), (maze, "8")] {
      #expect(throws: FaultList.self) {
        try lab.field(of: state, under: Plan { Edit(site, ScrubCheese(cheese: .same, donors: donors)) })
      }
    }
  }

  @Test func theExperimentHasEveryCondition() throws {
    var registry = Registry()
    registry.add(Plugin.self)
    let entry = try #require(try registry.checked().experiments.first)
    let lab = try lab(Array(0..<12))
    func run<Kind: Experiment>(_ kind: Kind.Type) throws -> Findings {
      try kind.parse(["--training", "20..<30", "--donors", "100..<250", "--draws", "2"]).run(in: lab)
    }
    let found = try run(entry.type)
    try found.checkedNames()
    let table = try #require(found.items.compactMap { $0 as? DataTable }.first)
    #expect(table.rows.count == 6)
    #expect(Set(table.rows.map { $0[0] }).count == 3)
  }
}
