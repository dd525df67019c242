import Experiments
import Testing

@Suite struct LabDecisionTests {
  private let site: SitePattern = "embedder.block2.res1.resadd_out"

  private func lab(levels: [Int] = Array(0..<12)) throws -> Lab {
    Lab(policy: try .bundled(), renderer: .plain, levels: levels)
  }

  /// What is asked at one square only is what the whole field says there.
  @Test func decisionsAreThoseOfTheField() throws {
    let lab = try lab()
    let mazes = try lab.mazesWithDecision()
    let plan = Plan { Edit(site, .scale(by: 1.5)) }
    let decisions = try lab.decisions(at: mazes, under: [Condition("original"), Condition("louder", plan)])
    #expect(decisions.count == 2 && decisions.allSatisfy { $0.count == mazes.count })
    for (number, maze) in mazes.enumerated() {
      for (decision, plan) in [(decisions[0][number], Plan()), (decisions[1][number], plan)] {
        let field = try lab.field(of: maze, under: plan)
        let expected = try field.decisionProbabilities()
        #expect(decision.level == Int(maze.currentLevelSeed) && decision.probabilities.square == expected.square)
        #expect(abs(decision.probabilities.towardsCheese - expected.towardsCheese) < 1e-5)
        #expect(abs(decision.probabilities.towardsCorner - expected.towardsCorner) < 1e-5)
      }
    }
    #expect(decisions[0] != decisions[1])
  }

  /// The plain theme's mouse has no face, so that both facings are one picture; the lab's facing reaches all it computes.
  @Test func theFacingReachesFieldsDecisionsAndSweeps() throws {
    let lab = try Lab(policy: .bundled(), renderer: .plain, mode: .easy, levels: [0, 1], facing: .both)
    let state = try lab.maze(1)
    #expect(try lab.field(of: state).facing == .both)
    #expect(try lab.fields(of: state, under: [Condition("original")])[0].field.facing == .both)
    #expect(try lab.comparison(of: state, under: Plan { Edit(site, .zero) }).patched.facing == .both)
    #expect(try lab.choosing("any") { _ in true }.facing == .both)
    let mazes = try self.lab().mazesWithDecision()
    let both = try Lab(policy: .bundled(), renderer: .plain, levels: Array(0..<12), facing: .both)
      .decisions(at: mazes, under: [Condition("original")])
    #expect(try both == self.lab().decisions(at: mazes, under: [Condition("original")]))
  }

  @Test func mazesWithoutDecisionAreAnError() throws {
    let lab = try lab()
    let none = try lab.mazes(where: "no decision") { $0.decisionSquare == nil }
    #expect(throws: FieldError.self) { try lab.decisions(at: none, under: [Condition("original")]) }
  }

  /// By hand: the mean change in the cells that cover the cheese, of one maze.
  @Test func cheeseChannelsAreThoseThatChangeAtTheCheese() throws {
    let lab = try lab(levels: [8])
    let maze = try lab.maze(8)
    var bare = maze
    bare.maze.removeCheese()
    let change = try lab.activations(at: site, of: [maze]) - lab.activations(at: site, of: [bare])
    let (square, geometry) = (try #require(maze.maze.cheese), try #require(maze.maze.geometry))
    let shape = change.shape
    let cells = geometry.cells(row: square.row, column: square.column, height: shape[2], width: shape[3])
    let found = try lab.cheeseChannels(at: site, of: [maze])
    #expect(found.count == shape[1])
    #expect(zip(found, found.dropFirst()).allSatisfy { abs($0.response) >= abs($1.response) })
    for channel in found.prefix(3) {
      let values = cells.lines.flatMap { line in cells.columns.map { change[0, channel.channel, line, $0] } }
      #expect(abs(Double(values.reduce(0, +)) / Double(values.count) - channel.response) < 1e-5)
    }
  }

  @Test func channelsThatRiseAreThoseOfThePositiveResponses() throws {
    let lab = try lab(levels: [8])
    let options = try ChannelOptions.parse(["--count", "5"])
    let (risen, rule) = try options.chosen(by: .rise, in: lab)
    let all = try lab.cheeseChannels(at: site, of: ChannelOptions.levels.map(lab.maze))
    #expect(risen == all.filter { $0.response > 0 }.prefix(5).map(\.channel))
    #expect(rule.contains("raises most"))
    #expect(try options.chosen(in: lab).channels == all.prefix(5).map(\.channel))
  }
}
