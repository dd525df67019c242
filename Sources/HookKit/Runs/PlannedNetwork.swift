/// A network under a plan that was checked and prepared once, for runs on many batches of the same kind.
///
/// Preparing may read files and run the network on other observations; where the same plan is used again and again, as
/// at every step of a rollout, it is done once. In one of many runs an edit may change nothing: whoever adds the receipts
/// up sees whether it ever did anything.
public struct PlannedNetwork: Sendable {
  /// The network.
  public let graph: ModuleGraph
  /// The plan.
  public let plan: Plan
  /// For each edit of the plan, how far its effects reach.
  public let localities: [Locality]
  /// The network with the edges that the plan names, and the plan for it.
  private let shown: ModuleGraph
  private let prepared: PreparedPlan
  private let options: RunOptions

  /// Checks and prepares the plan.
  ///
  /// - Parameters:
  ///   - graph: the network.
  ///   - plan: the edits.
  ///   - inputs: rows of the kind that will come: what is known of them decides whether the plan fits.
  ///   - options: how every run is done.
  /// - Throws: all that ``ModuleGraph/run(_:under:capturing:options:)`` throws before anything is computed.
  public init(
    _ graph: ModuleGraph, under plan: Plan, like inputs: Inputs, options: RunOptions = RunOptions()
  )
    throws
  {
    (self.graph, self.plan, self.options) = (graph, plan, options)
    try graph.check(inputs)
    shown = graph.showing(plan.sitePatterns)
    prepared = try PreparedPlan(plan, graph: shown, inputs: inputs, options: options)
    localities = prepared.localities(count: plan.edits.count)
  }

  /// Runs the network on a batch.
  ///
  /// - Throws: for a selection that does not fit a row's maze, for infinities, and whatever an intervention throws.
  public func run(_ inputs: Inputs, capturing captures: [Capture] = []) throws -> Run {
    try run(inputs, capturing: captures, options)
  }

  /// The same on one thread: for whoever runs it on several batches side by side.
  package func runAlone(_ inputs: Inputs, capturing captures: [Capture] = []) throws -> Run {
    var options = options
    options.engine.threads = 1
    return try run(inputs, capturing: captures, options)
  }

  private func run(_ inputs: Inputs, capturing captures: [Capture], _ options: RunOptions) throws -> Run {
    try graph.check(inputs)
    let seen = shown.showing(captures.map(\.pattern))
    let plan = seen.sites.count == shown.sites.count ? prepared : prepared.moved(to: seen)
    let executions = seen.executions(inputs, [try plan.adapted(to: inputs)], captures, options)
    return try executions.flatMap { try $0.runs() }[0]
  }
}
