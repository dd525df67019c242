/// The computation of a whole batch: rows are divided over the cores, and the parts put together again.
struct BatchExecution: Sendable {
  let graph: ModuleGraph
  let inputs: Inputs
  let plans: [PreparedPlan]
  let captures: [Capture]
  let options: RunOptions

  func runs() throws -> [Run] {
    let schedule = try RunSchedule(graph: graph, plans: plans, captures: captures, wantsOutputs: options.wantsOutputs)
    let outcomes =
      options.engine.kernels
      ? try self.outcomes(
        KernelEngine(graph: graph, kernels: graph.kernelCache.kernels(for: graph), pool: BufferPool()), schedule)
      : try self.outcomes(DefinitionEngine(graph: graph), schedule)
    return try plans.indices.map { plan in try run(plans[plan], outcomes.map { $0[plan] }, schedule) }
  }

  /// For each part of the batch, the outcome of each plan.
  private func outcomes<E: Engine>(_ engine: E, _ schedule: RunSchedule) throws -> [[RowsOutcome]] {
    let parts = self.parts
    return try Parallel.map(parts.count, threads: options.engine.threads) { number in
      let execution = RowsExecution(
        engine: engine, graph: graph, schedule: schedule, plans: plans, rows: inputs.rows[parts[number]])
      return try execution.outcomes(of: inputs.tensor[rows: parts[number]])
    }
  }

  /// The rows that are computed together: few enough to stay in the caches, and a fair share for each thread.
  private var parts: [Range<Int>] {
    let threads = options.engine.threads ?? Parallel.cores
    let isWhole = plans.contains { $0.needsWholeBatch }
    let size = isWhole ? inputs.count : min(Self.rowsPerPart, (inputs.count + threads - 1) / threads)
    return stride(from: 0, to: inputs.count, by: size).map { $0..<min($0 + size, inputs.count) }
  }

  private static let rowsPerPart = 16

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
    for receipt in receipts where receipt.changed == 0 && !plan.allowUnmatched {
      let isIdentity = plan.edits.values.joined().contains { $0.index == receipt.edit && $0.intervention.isIdentity }
      if !isIdentity { throw RunError.changedNothing(call: receipt.call, site: receipt.site, selected: receipt.selected) }
    }
    // Receipts come in the order of computation; a stable sort by edit puts them in the order of the plan.
    return receipts.enumerated().sorted { ($0.element.edit, $0.offset) < ($1.element.edit, $1.offset) }.map(\.element)
  }
}
