import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab

/// Which agents play: the policy under the plan, and those it is seen beside.
struct RolloutVariants: ParsableArguments {
  @OptionGroup var models: ModelsOption
  @OptionGroup(title: "Edits of activations") var plan: PlanOptions

  @Option(
    help: ArgumentHelp(
      "Another agent with the same levels and random numbers: the word original (no edits), a plan file, a call, or "
        + "a model file (under the same plan); repeatable.", valueName: "agent"))
  var versus: [String] = []

  /// The edits of the command's own plan, on every level.
  func edits(on mazes: MazeSet?, _ registry: Registry) throws -> LevelPlan {
    try mazes.map { try plan.edits(on: $0, registry) } ?? LevelPlan(plan.chain(registry))
  }

  /// The agents; of one policy, one without edits comes first.
  func variants(
    _ policies: [Policy], _ edits: LevelPlan, on mazes: MazeSet?, _ registry: Registry
  ) throws -> [RolloutVariant] {
    let agents = RolloutAgents(
      policies, under: edits, on: mazes, allowUnmatched: plan.allowUnmatched, registry: registry
    ) { try NamedModel.policy($0) }
    return try agents.variants(versus: versus)
  }
}
