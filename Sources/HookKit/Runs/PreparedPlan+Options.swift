extension PreparedPlan {
  /// Checks and prepares a plan as the options of a run say, and notes it in the open ``RunLog``.
  init(_ plan: Plan, graph: ModuleGraph, inputs: Inputs, options: RunOptions) throws {
    RunLog.current?.note(graph, using: PlanUses([plan]))
    try self.init(
      plan, graph: graph, inputs: inputs, seed: options.seed, observations: options.observations,
      activations: options.activations)
  }
}
