extension ModuleGraph {
  /// Runs the network on a batch under a plan.
  ///
  /// - Parameters:
  ///   - inputs: `[N, ...]` with what is known of the rows.
  ///   - plan: the edits, checked against the network before anything is computed.
  ///   - captures: the values to keep; each pattern must match a site.
  ///   - options: how it is done: the seed, the engine, what is wanted.
  /// - Throws: an ``Essentials/ExplainedError``: for names, selections and parameters that do not fit (all of them
  ///   together), for an edit that changed nothing, for outputs and captured values that are not finite, and whatever
  ///   an intervention throws.
  /// - Complexity: one forward pass over `N` rows.
  public func run(
    _ inputs: Inputs, under plan: Plan = Plan(), capturing captures: [Capture] = [], options: RunOptions = RunOptions()
  ) throws -> Run {
    try runs(inputs, under: [plan], capturing: captures, options: options)[0]
  }

  /// Runs the network on inputs of which nothing is known.
  public func run(_ inputs: Tensor, under plan: Plan = Plan(), capturing captures: Capture...) throws -> Run {
    try run(Inputs(inputs), under: plan, capturing: captures)
  }

  /// Runs the network under several plans; what they share is computed once.
  ///
  /// - Returns: one run for each plan, in their order, equal to what separate runs return.
  public func runs(
    _ inputs: Inputs, under plans: [Plan], capturing captures: [Capture] = [], options: RunOptions = RunOptions()
  ) throws -> [Run] {
    try executions(inputs, plans, captures, options).flatMap { try $0.runs() }
  }

  /// What there is to compute for some plans: all of them together, or one after the other when nothing may be shared.
  func executions(
    _ inputs: Inputs, _ plans: [Plan], _ captures: [Capture], _ options: RunOptions
  ) throws -> [BatchExecution] {
    try check(inputs)
    let graph = showing(plans.flatMap(\.sitePatterns) + captures.map(\.pattern))
    let prepared = try plans.map { try PreparedPlan($0, graph: graph, inputs: inputs, options: options) }
    return graph.executions(inputs, prepared, captures, options)
  }

  /// What there is to compute for plans that are prepared already.
  func executions(
    _ inputs: Inputs, _ prepared: [PreparedPlan], _ captures: [Capture], _ options: RunOptions
  ) -> [BatchExecution] {
    let groups = options.engine.sharesPrefixes ? [prepared] : prepared.map { [$0] }
    return groups.map {
      BatchExecution(graph: self, inputs: inputs, plans: $0, captures: captures, options: options)
    }
  }

  /// Checks that inputs fit this network.
  func check(_ inputs: Inputs) throws {
    try VectorWidth.checkVariable()
    guard inputs.count > 0 else { throw RunError.noRows }
    guard inputs.shape.row == inputShape else {
      throw RunError.inputShape(given: inputs.shape, wanted: inputShape)
    }
    try checkStates(of: inputs)
  }

  /// Checks that all states of some inputs are those of this network, with a row for each row.
  private func checkStates(of inputs: Inputs) throws {
    for (path, value) in inputs.states.sorted(by: { $0.key < $1.key }) {
      guard let site = state(at: path) else {
        throw RunError.unknownState(path, known: states.map(self.path(ofState:)))
      }
      let wanted = site.shape.batched(inputs.count)
      guard value.shape == wanted else { throw RunError.stateShape(path, given: value.shape, wanted: wanted) }
    }
  }
}
