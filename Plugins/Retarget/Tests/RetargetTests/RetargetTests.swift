import Experiments
import HookKitTesting
import Retarget
import Testing

@Suite struct RetargetTests {
  private let site: SitePattern = "embedder.block2.res1.resadd_out"

  private func lab(_ levels: [Int]) throws -> Lab {
    Lab(policy: try .bundled(), renderer: .plain, levels: levels)
  }

  @Test(arguments: [nil, 0.25] as [Float?])
  func keepsTheLaws(rest: Float?) throws {
    let lab = try lab([0, 1, 8])
    let source = MazeObservationSource(mode: .hard, renderer: .plain)
    let setting = LawSetting(
      graph: lab.policy.graph, site: try lab.site(site), inputs: source.inputs(of: try lab.mazes()),
      observations: source)
    let violations = try Laws.violations(
      of: Retarget(square: Square(2, 0), channels: [1, 5], value: 3, default: rest), isRandom: false, in: [setting])
    #expect(violations == [])
  }

  /// It is `set` at the selection of the same square, and with a default `set` of the whole channels before.
  @Test func isTheBuiltInEditOfTheSquare() throws {
    let lab = try lab([8])
    let maze = try lab.maze(8)
    let square = Square(4, 2)
    let selection = Selection.square(row: 4, column: 2, channels: [1, 5])
    for rest in [nil, 0.25] as [Float?] {
      let mine = Plan { Edit(site, Retarget(square: square, channels: [1, 5], value: 3, default: rest)) }
      let theirs = Plan {
        if let rest { Edit(site, .set(value: rest), on: .channels(1, 5)) }
        Edit(site, .set(value: 3), on: selection)
      }
      let (first, second) = try (
        lab.activations(at: site, of: [maze], under: mine), lab.activations(at: site, of: [maze], under: theirs)
      )
      #expect(first.isIdentical(to: second))
    }
  }

  @Test(arguments: [
    (Retarget(square: Square(99, 0), channels: [1]), "has no square"),
    (Retarget(square: Square(0, 0), channels: [32]), "no channel 32"),
    (Retarget(square: Square(0, 0), channels: []), "no channels"),
  ])
  func mistakesAreExplained(edit: Retarget, text: String) throws {
    let lab = try lab([8])
    let maze = try lab.maze(8)
    #expect {
      try lab.field(of: maze, under: Plan { Edit(site, edit) })
    } throws: { "\($0)".contains(text) }
  }

  @Test func theMapHasEverySquareOnce() throws {
    var registry = Registry()
    registry.add(Plugin.self)
    let entry = try #require(try registry.checked().experiments.first { $0.name == "retarget-map" })
    let lab = try lab([8])
    func run<Kind: Experiment>(_ kind: Kind.Type) throws -> Findings {
      try kind.parse(["--training", "20..<30", "--count", "2"]).run(in: lab)
    }
    let found = try run(entry.type)
    try found.checkedNames()
    let squares = try #require(found.items.compactMap { $0 as? DataTable }.first { $0.name == "squares" })
    let maze = try lab.maze(8)
    #expect(squares.rows.count == maze.maze.legalSquares.count - 1)
    // As the whole field has it.
    let field = try lab.field(of: maze)
    for row in squares.rows.prefix(40) {
      guard case .text(let text) = row[1], case .number(let value) = row[3] else {
        Issue.record("\(row)")
        continue
      }
      let numbers = text.split(separator: ",").compactMap { Int($0) }
      let expected = try field.pathProbability(to: Square(numbers[0], numbers[1]))
      #expect(abs(value - expected) < 1e-4)
    }
  }

  /// Squares that share a cell have answers of their own: a path of their own leads to each.
  @Test func squaresOfOneCellDiffer() throws {
    let lab = try lab([8])
    let maze = try lab.maze(8)
    let field = try lab.field(
      of: maze, under: Plan { Edit(site, Retarget(square: Square(4, 2), channels: [1], value: 3)) })
    let squares = maze.maze.legalSquares.filter { $0 != maze.maze.start }
    #expect(Set(try squares.map { try field.pathProbability(to: $0) }).count > squares.count / 2)
  }
}
