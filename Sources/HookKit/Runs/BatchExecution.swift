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
    let (before, after) = try captures.sites(in: graph)
    return RunSchedule(
      graph: graph, plans: plans, keeping: before, after, wantsOutputs: options.wantsOutputs,
      wantsChanges: options.wantsChanges, sketchesCaptures: options.sketchesCaptures)
  }

  private func definitionOutcomes(_ schedule: RunSchedule) throws -> [[RowsOutcome]] {
    try outcomes(
      DefinitionEngine(graph: graph), schedule, BatchDivision(related: false, relatedSites: [], options.engine))
  }

  private func kernelOutcomes(_ schedule: RunSchedule) throws -> [[RowsOutcome]] {
    try Team.gather(membersForOneRow) { try kernelOutcomes(schedule, $0) }
  }

  /// How many threads divide the kernels of a single row, where there is nothing else to divide.
  private var membersForOneRow: Int {
    // Small networks, and rows that differ a little from what is known, are done before a thread has woken up.
    guard inputs.count == 1, plans.count == 1, inputs.bases == nil,
      graph.sites.reduce(0, { $0 + $1.shape.count }) >= Self.leastFloats
    else { return 1 }
    return min(options.engine.threads ?? Parallel.cores, BufferPool.mostMembers)
  }

  private func kernelOutcomes(_ schedule: RunSchedule, _ team: Team?) throws -> [[RowsOutcome]] {
    let memory = graph.engineState.memory
    defer { memory.trim(toBytes: Self.keptBytes) }
    var engine = KernelEngine(
      graph: graph, kernels: graph.engineState.kernels(for: graph),
      pool: BufferPool(
        memory, vectors: options.engine.vectors, tally: options.tally, isBounded: options.engine.memory != nil,
        team: team),
      relation: relation,
      relatesRows: options.engine.relatesRows, roundingSpreadLimit: options.engine.roundingSpreadLimit)
    engine.kept = try keptBases(engine, schedule)
    // Who bounds the memory of buffers does not want values kept.
    engine.prefix = options.engine.memory == nil && inputs.states.isEmpty ? inputs.prefix : nil
    return try outcomes(engine, schedule, division(engine.relation, hasKeptBases: engine.kept != nil))
  }

  /// The least number of floats of all sites of a network whose single rows are divided.
  private static let leastFloats = 1_000_000

  /// The most memory that is kept for the next run.
  private static let keptBytes = 256 << 20

  /// How the rows are related, where that may be used.
  var relation: RowRelation? {
    guard options.engine.kernels, options.engine.relatesRows else { return nil }
    switch inputs.bases {
    case nil: return inputs.images.map { RowRelation($0) } ?? RowRelation(inputs.tensor, options.engine)
    case .common(let base): return RowRelation(inputs.tensor, base: base, options.engine)
    case .kept: return nil
    }
  }

  /// For each part of the batch, the outcome of each plan.
  private func outcomes<E: Engine>(
    _ engine: E, _ schedule: RunSchedule, _ division: BatchDivision
  ) throws -> [[RowsOutcome]] {
    let chunks = chunks(division)
    let done = Locked(0)
    let outcomes = try Parallel.map(chunks.count, threads: division.threads) { number in
      let chunk = chunks[number]
      let outcomes = try execution(of: chunk, engine, schedule, division).outcomes(
        of: inputs, states: states(of: chunk.rows))
      report(chunk.rows.count * chunk.plans.count, done)
      return outcomes
    }
    let parts = Dictionary(grouping: chunks.indices) { chunks[$0].rows.lowerBound }
    return parts.keys.sorted().map { (parts[$0] ?? []).flatMap { outcomes[$0] } }
  }

  /// What a recurrent network remembers of some rows, by site index.
  private func states(of rows: Range<Int>) -> [Int: Tensor] {
    var states: [Int: Tensor] = [:]
    for site in inputs.states.isEmpty ? [] : graph.states {
      states[site.index] = inputs.states[graph.path(ofState: site)]?[rows: rows]
    }
    return states
  }

  private func report(_ rows: Int, _ done: Locked<Int>) {
    guard let progress = options.progress else { return }
    done.withLock { done in
      done += rows
      progress(done, inputs.count * plans.count)
    }
  }

  /// Some rows under some plans: what one thread computes at a time.
  struct Chunk: Sendable {
    let rows: Range<Int>
    let plans: Range<Int>
  }

  /// The chunks, part by part. Where there are fewer parts than threads, the plans are divided, too; then each group of them
  /// computes the common prefix.
  func chunks(_ division: BatchDivision) -> [Chunk] {
    let parts = parts(division)
    let groups = parts.count < division.threads ? min(plans.count, division.threads / parts.count) : 1
    return parts.flatMap { part in
      (0..<groups).map { Chunk(rows: part, plans: plans.count * $0 / groups..<plans.count * ($0 + 1) / groups) }
    }
  }

  func execution<E: Engine>(
    of chunk: Chunk, _ engine: E, _ schedule: RunSchedule, _ division: BatchDivision
  ) -> SliceExecution<E> {
    let sites = plans[chunk.plans].reduce(into: Set<Int>()) { $0.formUnion($1.originalSites) }
    return SliceExecution(
      engine: engine, schedule: schedule, originalSites: sites,
      plans: (sites.isEmpty ? [] : [.unedited]) + plans[chunk.plans], rows: inputs.rows[chunk.rows], division: division,
      isCancelled: options.isCancelled)
  }

  /// The batch in parts, as many for each thread.
  private func parts(_ division: BatchDivision) -> [Range<Int>] {
    if plans.contains(where: \.needsWholeBatch) { return [0..<inputs.count] }
    let rounds = (inputs.count + division.rows * division.threads - 1) / (division.rows * division.threads)
    let count = min(inputs.count, rounds * division.threads)
    return (0..<count).map { inputs.count * $0 / count..<inputs.count * ($0 + 1) / count }
  }

  /// Puts the parts of one plan's run together.
  private func run(_ plan: PreparedPlan, _ parts: [RowsOutcome], _ schedule: RunSchedule) throws -> Run {
    func gather(_ stops: [RunSchedule.Stop], _ value: (RowsOutcome, Int) -> Tensor?) -> [String: Tensor] {
      Dictionary(
        uniqueKeysWithValues: stops.map { stop in
          (stop.site.name, Tensor.concatenating(rows: parts.compactMap { value($0, stop.site.index) }))
        })
    }
    let captured = schedule.stops.filter(\.capturesAfter)
    let run = Run(
      outputs: gather(schedule.stops.filter(\.isOutput)) { $0.after[$1] },
      captured: gather(options.sketchesCaptures ? [] : captured) { $0.after[$1] },
      capturedBefore: gather(schedule.stops.filter(\.capturesBefore)) { $0.before[$1] },
      sketches: sketches(options.sketchesCaptures ? captured : [], parts),
      receipts: try receipts(plan, parts), changes: parts.map(\.changes).reduce([]) { $0.merged(with: $1) })
    try check(run, of: plan)
    return run
  }

  private func sketches(_ stops: [RunSchedule.Stop], _ parts: [RowsOutcome]) -> [String: RowSketches] {
    Dictionary(
      uniqueKeysWithValues: stops.compactMap { stop in
        let sketches = parts.compactMap { $0.sketches[stop.site.index] }
        guard var all = sketches.first else { return nil }
        for further in sketches.dropFirst() { all.append(further) }
        return (stop.site.name, all)
      })
  }

  /// One receipt for each edit and site, over all rows, in the order of the plan.
  private func receipts(_ plan: PreparedPlan, _ parts: [RowsOutcome]) throws -> [Receipt] {
    let count = parts.first?.receipts.count ?? 0
    let receipts = (0..<count).map { number in
      parts.dropFirst().reduce(parts[0].receipts[number]) { $0.merged(with: $1.receipts[number]) }
    }
    for receipt in receipts where receipt.changed == 0 && receipt.rows > 0 && !plan.allowUnmatched {
      let isIdentity = plan.edits.values.joined().contains { $0.index == receipt.edit && $0.intervention.isIdentity }
      if !isIdentity {
        throw RunError.changedNothing(call: receipt.call, site: receipt.site, selected: receipt.selected)
      }
    }
    // Receipts come in the order of computation; a stable sort by edit puts them in the order of the plan.
    return receipts.enumerated().sorted { ($0.element.edit, $0.offset) < ($1.element.edit, $1.offset) }.map(\.element)
  }
}
