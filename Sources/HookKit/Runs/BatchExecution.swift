/// The computation of a whole batch: rows are divided over the cores, and the parts put together again.
struct BatchExecution: Sendable {
  let graph: ModuleGraph
  let inputs: Inputs
  let plans: [PreparedPlan]
  let captures: [Capture]
  let options: RunOptions

  func runs() throws -> [Run] {
    let schedule = try schedule()
    let outcomes = options.engine.kernels ? try kernelOutcomes(schedule) : try definitionOutcomes(schedule)
    return try plans.indices.map { plan in try run(plans[plan], outcomes.map { $0[plan] }, schedule) }
  }

  func schedule() throws -> RunSchedule {
    try RunSchedule(graph: graph, plans: plans, captures: captures, wantsOutputs: options.wantsOutputs)
  }

  private func definitionOutcomes(_ schedule: RunSchedule) throws -> [[RowsOutcome]] {
    try outcomes(DefinitionEngine(graph: graph), schedule, parts(related: false))
  }

  private func kernelOutcomes(_ schedule: RunSchedule) throws -> [[RowsOutcome]] {
    let relation = relation
    let engine = KernelEngine(
      graph: graph, kernels: graph.kernelCache.kernels(for: graph), pool: BufferPool(tally: options.tally),
      relation: relation)
    return try outcomes(engine, schedule, parts(related: relation != nil))
  }

  /// How the rows are related, where that may be used.
  var relation: RowRelation? {
    options.engine.kernels && options.engine.relatesRows ? RowRelation(inputs.tensor) : nil
  }

  /// For each part of the batch, the outcome of each plan.
  private func outcomes<E: Engine>(_ engine: E, _ schedule: RunSchedule, _ parts: [Range<Int>]) throws -> [[RowsOutcome]] {
    let tasks = tasks(parts)
    let outcomes = try Parallel.map(tasks.count, threads: options.engine.threads) { number in
      try execution(of: tasks[number], engine, schedule).outcomes(of: inputs.tensor[rows: tasks[number].rows])
    }
    let groups = tasks.count / max(1, parts.count)
    return parts.indices.map { Array(outcomes[$0 * groups..<($0 + 1) * groups].joined()) }
  }

  /// Some rows under some plans: what one thread computes at a time.
  struct Task: Sendable {
    let rows: Range<Int>
    let plans: Range<Int>
  }

  /// The tasks, part by part.
  func tasks(_ parts: [Range<Int>]) -> [Task] {
    let groups = planGroups(parts.count)
    return parts.flatMap { part in groups.map { Task(rows: part, plans: $0) } }
  }

  func execution<E: Engine>(of task: Task, _ engine: E, _ schedule: RunSchedule) -> RowsExecution<E> {
    RowsExecution(
      engine: engine, schedule: schedule, plans: Array(plans[task.plans]), rows: inputs.rows[task.rows],
      packedRows: options.engine.packsPlans ? Self.packedRows : 1)
  }

  /// The most rows of differing plans that are computed side by side.
  private static let packedRows = 128

  /// The plans in as many groups as leave no thread without work where rows are few; each group computes the common prefix.
  private func planGroups(_ parts: Int) -> [Range<Int>] {
    let threads = options.engine.threads ?? Parallel.cores
    let count = parts < threads ? min(plans.count, threads / parts) : 1
    return (0..<count).map { plans.count * $0 / count..<plans.count * ($0 + 1) / count }
  }

  /// The most rows that are computed together: enough for large products, few enough for the memory.
  private static let unrelatedRows = 8
  /// Related rows take less memory each, and every part computes the base once more.
  private static let relatedRows = 84

  /// The batch in parts of few enough rows, as many for each thread.
  func parts(related: Bool) -> [Range<Int>] {
    let limit = related ? Self.relatedRows : Self.unrelatedRows
    if plans.contains(where: \.needsWholeBatch) { return [0..<inputs.count] }
    let threads = options.engine.threads ?? Parallel.cores
    let rounds = (inputs.count + limit * threads - 1) / (limit * threads)
    let count = min(inputs.count, rounds * threads)
    return (0..<count).map { inputs.count * $0 / count..<inputs.count * ($0 + 1) / count }
  }

  /// Puts the parts of one plan's run together.
  private func run(_ plan: PreparedPlan, _ parts: [RowsOutcome], _ schedule: RunSchedule) throws -> Run {
    func gather(_ stops: [RunSchedule.Stop], _ value: (RowsOutcome, Int) -> Tensor?) -> [String: Tensor] {
      Dictionary(uniqueKeysWithValues: stops.map { stop in
        (stop.site.name, Tensor.concatenating(rows: parts.compactMap { value($0, stop.site.index) }))
      })
    }
    return Run(
      outputs: gather(schedule.stops.filter(\.isOutput)) { $0.after[$1] },
      captured: gather(schedule.stops.filter(\.capturesAfter)) { $0.after[$1] },
      capturedBefore: gather(schedule.stops.filter(\.capturesBefore)) { $0.before[$1] },
      receipts: try receipts(plan, parts))
  }

  /// One receipt for each edit and site, over all rows, in the order of the plan.
  private func receipts(_ plan: PreparedPlan, _ parts: [RowsOutcome]) throws -> [Receipt] {
    let count = parts.first?.receipts.count ?? 0
    let receipts = (0..<count).map { number in
      parts.dropFirst().reduce(parts[0].receipts[number]) { $0.merged(with: $1.receipts[number]) }
    }
    for receipt in receipts where receipt.changed == 0 && receipt.rows > 0 && !plan.allowUnmatched {
      let isIdentity = plan.edits.values.joined().contains { $0.index == receipt.edit && $0.intervention.isIdentity }
      if !isIdentity { throw RunError.changedNothing(call: receipt.call, site: receipt.site, selected: receipt.selected) }
    }
    // Receipts come in the order of computation; a stable sort by edit puts them in the order of the plan.
    return receipts.enumerated().sorted { ($0.element.edit, $0.offset) < ($1.element.edit, $1.offset) }.map(\.element)
  }
}
