extension ModuleGraph {
  /// Runs the network on a batch under a plan.
  ///
  /// - Parameters:
  ///   - inputs: `[N, ...]` with what is known of the rows.
  ///   - plan: the edits, checked against the network before anything is computed.
  ///   - captures: the values to keep; each pattern must match a site.
  /// - Throws: an ``ExplainedError``: for names, selections and parameters that do not fit (all of them together), for an
  ///   edit that changed nothing, and whatever an intervention throws.
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
    try check(inputs)
    return try runs(
      inputs, under: try plans.map { try PreparedPlan($0, graph: self, inputs: inputs, options: options) }, captures,
      options)
  }

  func check(_ inputs: Inputs) throws(RunError) {
    guard inputs.count > 0 else { throw .noRows }
    guard inputs.tensor.shape.row == inputShape else {
      throw .inputShape(given: inputs.tensor.shape, wanted: inputShape)
    }
  }

  func runs(
    _ inputs: Inputs, under prepared: [PreparedPlan], _ captures: [Capture], _ options: RunOptions
  ) throws -> [Run] {
    let groups = options.engine.sharesPrefixes ? [Array(prepared.indices)] : prepared.indices.map { [$0] }
    var runs = [Run?](repeating: nil, count: prepared.count)
    for group in groups {
      let computation = BatchExecution(
        graph: self, inputs: inputs, plans: group.map { prepared[$0] }, captures: captures, options: options)
      for (plan, run) in zip(group, try computation.runs()) { runs[plan] = run }
    }
    return runs.compactMap { $0 }
  }
}
