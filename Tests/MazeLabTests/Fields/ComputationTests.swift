import HookKit
import Interventions
import MazeEnv
import MazeLab
import Testing

@Suite("Computing fields")
struct ComputationTests {
  @Test func aPolicyThatAlwaysDoesTheSame() throws {
    var logits = [Float](repeating: 0, count: 15)
    logits[5] = 50
    let policy = try FakePolicy.constant(logits: logits, value: 0.25)
    let run = try VectorField.compute(HandMaze.state(), policy: policy, renderer: .plain)
    #expect(run.field.squares == HandMaze.squares && run.field.grid == HandMaze.grid)
    #expect(run.field.level == 0 && run.field.mode == .easy)
    #expect(run.field.arrows.allSatisfy { abs($0.row - 1) < 1e-9 && abs($0.column) < 1e-9 })
    #expect(run.field.values.allSatisfy { $0 == 0.25 })
    #expect(run.receipts.isEmpty)
  }

  @Test func severalPlansAtOnceGiveWhatSingleRunsGive() throws {
    let policy = try FakePolicy.constant(logits: (0..<15).map { Float($0 % 4) })
    let plans = [Plan(), Plan { Edit("fc_policy_out", .set(value: 3), on: .channels(5)) }]
    let runs = try VectorField.compute(HandMaze.state(), policy: policy, under: plans, renderer: .plain)
    #expect(runs.count == 2)
    for (plan, run) in zip(plans, runs) {
      let single = try VectorField.compute(HandMaze.state(), policy: policy, under: plan, renderer: .plain)
      #expect(single.field == run.field && single.receipts == run.receipts)
    }
    #expect(runs[1].receipts.map(\.rows) == [6])
    let comparison = try FieldComparison.compute(HandMaze.state(), policy: policy, under: plans[1], renderer: .plain)
    #expect(comparison.original == runs[0].field && comparison.patched == runs[1].field)
    #expect(comparison.receipts == runs[1].receipts)
  }

  @Test func rowsKnowTheirSquares() throws {
    let state = try HandMaze.state()
    let inputs = Inputs(mouseOn: [Square(1, 0), Square(0, 2)], of: state, renderer: .plain)
    let swapped = Inputs(mouseOn: [Square(0, 2), Square(1, 0)], of: state, renderer: .plain)
    #expect(inputs.rows.map(\.key) == swapped.rows.map(\.key).reversed() && inputs.rows[0].key != inputs.rows[1].key)
    // Six rings of wall around a 3 x 3 maze in a world of 15 x 15.
    #expect(inputs.rows[0].labels == ["cheese": "8,6", "mouse": "7,6", "level": "0"])
    #expect(inputs.rows[0].geometry == GridGeometry(worldSize: 15, padding: 6))
    var without = state
    without.maze.removeCheese()
    let bare = Inputs(mouseOn: [Square(1, 0)], of: without, renderer: .plain)
    #expect(bare.rows[0].labels["cheese"] == nil)
    let memory = Inputs(mouseOn: [Square(0, 0)], of: try MazeState(level: 1, mode: .memory), renderer: .plain)
    #expect(memory.rows[0].geometry == nil)
  }

  @Test func noiseOfASquareDoesNotDependOnTheOtherSquares() throws {
    let policy = try FakePolicy.constant(logits: [Float](repeating: 0, count: 15))
    let plan = Plan { Edit("fc_policy_out", .noise(scale: 1)) }
    let state = try HandMaze.state()
    let all = try VectorField.compute(state, policy: policy, under: plan, renderer: .plain).field
    let one = try policy.graph.run(Inputs(mouseOn: [Square(1, 2)], of: state, renderer: .plain), under: plan)
    #expect(all.probabilities(at: Square(1, 2)) == GroupProbabilities(logits: one["fc_policy_out"].scalars))
    #expect(Set(all.probabilities).count == all.squares.count, "every square has noise of its own")
  }

  @Test func networksThatAreNoPolicies() throws {
    let state = try HandMaze.state()
    let narrow = try FakePolicy.constant(logits: [0, 0, 0])
    #expect(
      message { _ = try VectorField.compute(state, policy: narrow, renderer: .plain) }
        == "site \"fc_policy_out\": has rows of shape [3]; a procgen policy has 15 actions")
  }

  @Test func aMazeWithoutOpenSquares() throws {
    let policy = try FakePolicy.constant(logits: [Float](repeating: 0, count: 15))
    let state = try MazeState(maze: Maze(mode: .easy))
    #expect(
      message { _ = try VectorField.compute(state, policy: policy, renderer: .plain) }
        == "maze of level 0: has no open square for the mouse; open a square")
  }
}
