// Made from Documentation/ComingFromProcgenTools.md; see CONTRIBUTING.md, "Documentation".

import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

@Sendable func ComingFromProcgenTools_3() throws {
  let field = try VectorField.compute(
    MazeState(level: 0), policy: .bundled(), renderer: MazeRenderer()
  ).field
  print(field.squares.count, "squares; on", field.squares[0], "the mean step to the right is", field.arrows[0].column)
}
