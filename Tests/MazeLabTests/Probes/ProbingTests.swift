import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Statistics
import Testing

@Suite struct ProbingTests {
  private func rows(
    _ levels: Range<Int>, perLevel: Int, sites: [String], renderer: MazeRenderer = .plain, facing: FieldFacing = .state
  ) throws -> (ProbeRows, [Site]) {
    let policy = try Policy.bundled()
    let found = try sites.map { try #require(policy.graph.site(named: $0)) }
    let rows = try ProbeRows(
      levels: levels, mode: .easy, perLevel: perLevel, sites: found, policy: policy, under: Plan(), renderer: renderer,
      facing: facing, options: RunOptions(seed: 1))
    return (rows, found)
  }

  @Test func rowsAreWhatTheySay() throws {
    let (rows, sites) = try rows(0..<6, perLevel: 3, sites: ["fc_policy_out"])
    let logits = try #require(rows.activations["fc_policy_out"])
    #expect(rows.rows.count <= 18 && logits.rows == rows.rows.count && sites[0].shape == [15])
    for (number, row) in rows.rows.enumerated() {
      let maze = try Maze(level: row.level, mode: .easy)
      #expect(row.cheese == maze.cheese.map { maze.outer($0) })
      #expect(maze.legalSquares.contains(maze.inner(row.mouse)))
      let groups = GroupProbabilities(logits: logits.scalars[number * 15..<(number + 1) * 15])
      #expect(ActionGroup.allCases.allSatisfy { groups[$0] <= groups[row.action] })
    }
    #expect(Set(rows.rows).count == rows.rows.count)
    #expect(
      try self.rows(2..<4, perLevel: 3, sites: ["fc_policy_out"]).0.rows
        == rows.rows.filter { (2..<4).contains($0.level) })
    #expect(throws: ProbeError.noRows(perLevel: 0)) { try self.rows(0..<2, perLevel: 0, sites: ["fc_policy_out"]) }
  }

  /// The same squares with the mouse turned; for both, each of them twice.
  @Test(.enabled(if: Conditions.havePictures, "needs procgen's pictures: make setup")) func theMouseIsTurned() throws {
    let renderer = try MazeRenderer()
    func activations(_ facing: FieldFacing) throws -> (known: [Square], tensor: Tensor) {
      let (rows, _) = try rows(0..<3, perLevel: 2, sites: ["embedder.fc_out"], renderer: renderer, facing: facing)
      return (rows.rows.map(\.mouse), try #require(rows.activations["embedder.fc_out"]))
    }
    let (state, left, right, both) = (
      try activations(.state), try activations(.left), try activations(.right), try activations(.both)
    )
    #expect(state.known == left.known && left.known == right.known && state.tensor == left.tensor)
    #expect(left.tensor != right.tensor && both.known.count == 12 && both.tensor.rows == 12)
    for level in 0..<3 {
      #expect(both.known[level * 4..<level * 4 + 2] == both.known[level * 4 + 2..<level * 4 + 4])
      for square in 0..<2 {
        for (side, turned) in [left, right].enumerated() {
          let (one, other) = (turned.tensor.row(level * 2 + square), both.tensor.row(level * 4 + side * 2 + square))
          #expect(zip(one.scalars, other.scalars).allSatisfy { abs($0 - $1) <= 1e-4 * max(1, abs($0)) })
        }
      }
    }
  }

  /// The picture itself tells where the mouse is, and early layers tell it by channel.
  @Test func theMouseCanBeRead() throws {
    let (rows, sites) = try rows(0..<80, perLevel: 5, sites: ["embedder.block2.res1.resadd_out"])
    let question = try #require(try ProbeTarget.mouse.questions(of: rows, isLogistic: nil).first)
    let probing = try Probing(sites[0], question, of: rows, ridge: 100, logistic: 0.01, folds: 4, seed: 0)
    let whole = try probing.entry(.site)
    #expect(whole.result.score > 0.4 && whole.result.columns == 32 * 16 * 16)
    let sparse = try probing.entry(.sparse(30))
    #expect(sparse.result.columns == 30 && sparse.result.score < whole.result.score)
    let scores = try probing.scores()
    let map = probing.map(scores, ofChannel: 3)
    #expect(map.rows == 16 && map[2, 5] == scores[3 * 256 + 2 * 16 + 5].f)
    let channel = try probing.entry(.channel(3)).result
    #expect(channel.columns == 256 && channel.score <= 1)
  }

  @Test func questionsSuitTheirTargets() throws {
    let (rows, sites) = try rows(0..<30, perLevel: 2, sites: ["embedder.fc_out"])
    var registry = Registry()
    registry.addBuiltInMazeMetrics()
    let metric = try ProbeTarget("steps-between-cheese-decision-square", registry: registry)
    let question = try #require(try metric.questions(of: rows, isLogistic: nil).first)
    #expect(question.rows.count < rows.rows.count)
    #expect(question.rows.allSatisfy { rows.mazes[rows.rows[$0].level]?.decision != nil })
    let classes = try metric.questions(of: rows, isLogistic: true)
    #expect(classes.map(\.name) == ["steps-between-cheese-decision-square above its median"])
    #expect(
      try ProbeTarget.cheese.questions(of: rows, isLogistic: true).map(\.name) == ["cheese row", "cheese column"])
    #expect(throws: ProbeError.notForTarget(target: "action", method: "ridge")) {
      try ProbeTarget.action.questions(of: rows, isLogistic: false)
    }
    #expect(message { _ = try ProbeTarget("mousse", registry: registry) }.contains("did you mean \"mouse\""))
    let probing = try Probing(sites[0], question, of: rows, ridge: 1, logistic: 1, folds: 3, seed: 0)
    #expect(throws: ProbeError.noChannels(site: "embedder.fc_out", shape: [256])) { try probing.entry(.channel(0)) }
  }
}
