// Made from README.md; see CONTRIBUTING.md, "Documentation".

import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab

@Sendable func README_1() throws {
  let site: SitePattern = "embedder.block2.res1.resadd_out"
  let policy = try Policy.bundled()  // or Policy(contentsOf: "model_rand_region_5.pth")
  let renderer = try MazeRenderer()
  let level = try MazeState(level: 8)
  var bare = level
  bare.maze.removeCheese()

  let activations = try [level, bare].map { state in
    let start = Inputs(mouseOn: [state.maze.mouse], of: state, renderer: renderer)
    return try policy.graph.run(start, capturing: [Capture(site)])[site.text]
  }
  let plan = Plan { Edit(site, .add(vector: activations[0] - activations[1], scale: -1)) }
  let comparison = try FieldComparison.compute(level, policy: policy, under: plan, renderer: renderer)

  if let decision = comparison.decision {
    print("towards the cheese", decision.original.towardsCheese, "->", decision.patched.towardsCheese)
  }
  print("mean total variation", comparison.difference.meanTotalVariation)
  for receipt in comparison.receipts { print(receipt.rows, "rows changed by", receipt.ratio ?? 0, "of their norm") }
}
