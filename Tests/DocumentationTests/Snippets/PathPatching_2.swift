// Made from Documentation/PathPatching.md; see CONTRIBUTING.md, "Documentation".

import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

@Sendable func PathPatching_2() throws {
  let plan = Plan {
    Edit("embedder.block2.res1.resadd_out->embedder.block2.res2.relu1", named: "halve") { x, _ in 0.5 * x }
  }
  let field = try VectorField.compute(MazeState(level: 0), policy: .bundled(), under: plan, renderer: MazeRenderer())
  for receipt in field.receipts { print(receipt.call, "changed", receipt.changed > 0) }
}
