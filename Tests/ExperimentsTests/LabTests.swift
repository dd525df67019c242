import Experiments
import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab
import Testing

@Suite struct LabTests {
  private func lab(
    levels: [Int] = [0, 1, 8], progress: @escaping @Sendable (ProgressReport) -> Void = { _ in }
  ) throws -> Lab {
    Lab(policy: try .bundled(), renderer: .plain, levels: levels, seed: 3, progress: progress)
  }

  @Test func mazesAreThoseOfTheLevels() throws {
    #expect(try lab().mazes().map(\.currentLevelSeed) == [0, 1, 8])
    #expect(try lab().mazes(limit: 2).count == 2)
    let decided = try lab(levels: Array(0..<20)).mazesWithDecision()
    #expect(!decided.isEmpty && decided.allSatisfy { $0.maze.decisionSquare != nil })
  }

  @Test func noMazesIsAnError() throws {
    #expect(throws: MazeSetError.nothing(of: "levels 0,1,8", wanted: "miracles")) {
      try lab().mazes(where: "miracles") { _ in false }
    }
  }

  @Test func fieldsAreThoseOfSeparateRuns() throws {
    let lab = try lab()
    let maze = try lab.maze(1)
    let plan = Plan { Edit("embedder.block2.res1.resadd_out", .scale(by: 2)) }
    let fields = try lab.fields(of: maze) {
      Condition("original")
      Condition("louder", plan)
    }
    #expect(fields.map(\.condition.name) == ["original", "louder"])
    #expect(fields[0].field == (try lab.field(of: maze)))
    #expect(fields[1].receipts.count == 1)
    let comparison = try lab.comparison(of: maze, under: plan)
    #expect(comparison.patched == fields[1].field && comparison.original == fields[0].field)
  }

  @Test func calls() throws {
    // A call may name levels: the lab's options know where observations come from.
    let lab = try lab()
    let plan = Plan { Edit("embedder.block2.res1.resadd_out", .add(vector: "level 8", scale: 0.5)) }
    #expect(try lab.field(of: lab.maze(0), under: plan).squares.count > 10)
  }

  @Test func activationsHaveARowForEachMaze() throws {
    let lab = try lab()
    let mazes = try lab.mazes()
    let rows = try lab.activations(at: "embedder.block2.res1.resadd_out", of: mazes)
    #expect(rows.rows == 3)
    let alone = try lab.activations(at: "embedder.block2.res1.resadd_out", of: [mazes[2]])
    #expect(alone.isIdentical(to: rows[rows: 2..<3]))
    #expect(throws: Fault.self) { try lab.activations(at: "*.resadd_out", of: mazes) }
  }

  @Test func eachShowsHowFarItIs() throws {
    let shown = Locked<[ProgressReport]>([])
    let lab = try lab { report in shown.withLock { $0.append(report) } }
    let squares = lab.each([5, 6], { "level \($0)" }) { $0 * $0 }
    #expect(squares == [25, 36])
    #expect(shown.withLock { $0 } == [.init("at level 5", 0, of: 2), .init("at level 6", 1, of: 2)])
  }

  @Test func randomNumbersAreKeyedByNameAndSeed() throws {
    let lab = try lab()
    var first = lab.random("channels"), again = lab.random("channels"), other = lab.random("rows")
    var next = lab.random("channels", 1)
    let value = first.uniform()
    #expect(value == again.uniform())
    #expect(value != other.uniform() && value != next.uniform())
  }
}
