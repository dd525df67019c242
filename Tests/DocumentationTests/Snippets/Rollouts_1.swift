// Made from Documentation/Rollouts.md; see CONTRIBUTING.md, "Documentation".

import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab

@Sendable func Rollouts_1() throws {
  let policy = try Policy.bundled()
  let plan = Plan {
    Edit("embedder.block2.res1.resadd_out", .zero, when: Timing(.atDecisionSquare))
  }
  var options = RolloutOptions()
  options.steps = 60
  let rollout = Rollout(
    [RolloutVariant("original", policy: policy), RolloutVariant("patched", policy: policy, plan: plan)],
    on: .native(.plain), options: options)
  var (episodes, together) = (0, 0)
  try rollout.run(.levels(0..<20)) { pair in
    episodes += 1
    if pair[1].parts(from: pair[0]) ?? 60 >= pair[0].decisionStep ?? 60 { together += 1 }
  }
  print(together, "of", episodes, "pairs go together as far as the decision square, if they come there")
}
