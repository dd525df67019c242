// Made from Documentation/WritingAnIntervention.md; see CONTRIBUTING.md, "Documentation".

import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

@Sendable func WritingAnIntervention_2() throws {
  let plan = Plan { Edit("embedder.block2.res1.resadd_out", .dampen(alpha: 0.5), on: .channels(5, 7)) }
  let field = try VectorField.compute(
    MazeState(level: 0), policy: .bundled(), under: plan, renderer: MazeRenderer())
  for receipt in field.receipts { print(receipt) }
}
