import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import Testing

@testable import MazeLab

/// The mouse on many squares as one picture and what differs from it.
@Suite struct ObservationImagesTests {
  @Test(arguments: [MazeMode.easy, .hard, .memory], [Facing.left, .right])
  func imagesAreThoseThatAreDrawnOneByOne(mode: MazeMode, facing: Facing) throws {
    for level in 0..<3 {
      let state = try MazeState(level: level, mode: mode).facing(facing)
      let squares = Array(state.maze.legalSquares.prefix(60))
      let inputs = Inputs(mouseOn: squares, of: state, renderer: .plain)
      #expect((inputs.images == nil) == (mode == .memory))
      #expect(inputs.tensor == MazeRenderer.plain.inputs(of: state, mouseAt: squares))
      #expect(inputs.shape == inputs.tensor.shape)
    }
  }

  /// A field of them has the bits of one of whole observations with a base.
  @Test(arguments: [5, 60])
  func runsOnImagesHaveTheBitsOfRunsOnWholeOnes(count: Int) throws {
    let (policy, state) = (try Policy.bundled(), try MazeState(level: 3, mode: .easy))
    let squares = Array(state.maze.legalSquares.prefix(count))
    let images = Inputs(mouseOn: squares, of: state, renderer: .plain)
    var whole = Inputs(images.tensor, rows: images.rows)
    whole.bases = MazeRenderer.plain.inputWithoutMouse(of: state).map { .common($0) }
    let plan = Plan(edits: [try CallSyntax.edit("zero@embedder.block1.res1.resadd_out[3]", registry: .builtIn)])
    for engine in [EngineOptions(), EngineOptions(relatesExactly: true), EngineOptions(relatesRows: false)] {
      let options = RunOptions(engine: engine)
      let (first, second) = (
        try policy.graph.runs(images, under: [Plan(), plan], options: options),
        try policy.graph.runs(whole, under: [Plan(), plan], options: options)
      )
      for (one, other) in zip(first, second) { #expect(one.outputs == other.outputs) }
    }
  }
}
