/// What the computation of some rows under one plan has yielded.
struct RowsOutcome: Sendable {
  /// Kept values and outputs by site index, after all edits.
  var after: [Int: Tensor] = [:]
  /// Kept values by site index, before any edit.
  var before: [Int: Tensor] = [:]
  /// In order of computation.
  var receipts: [Receipt] = []
}

/// The computation of some rows of a batch under one or more plans.
///
/// Plans share all work up to the first site at which their edits differ; there the computation branches.
struct RowsExecution<E: Engine> {
  let engine: E
  let graph: ModuleGraph
  let schedule: RunSchedule
  let plans: [PreparedPlan]
  let rows: ArraySlice<Inputs.Row>

  /// The outcomes of the plans for these rows, in the order of the plans.
  func outcomes(of input: Tensor) throws -> [RowsOutcome] {
    var outcomes = [RowsOutcome](repeating: RowsOutcome(), count: plans.count)
    try proceed([0: engine.input(input, rows: rows.indices)], from: 0, stop: 0, plans: Array(plans.indices), &outcomes)
    return outcomes
  }

  /// Computes everything from `node` and the stop number `stop` on, for plans that have not differed so far.
  private func proceed(
    _ live: [Int: E.Value], from node: Int, stop first: Int, plans group: [Int], _ outcomes: inout [RowsOutcome]
  ) throws {
    var (live, node) = (live, node)
    for number in first..<schedule.stops.count {
      let stop = schedule.stops[number]
      // Node n makes site n + 1, so that the nodes up to site s are those below s.
      try engine.advance(&live, over: node..<max(node, stop.site.index), schedule)
      node = max(node, stop.site.index)
      let branches = alike(group, at: stop.site)
      for branch in branches.dropFirst() {
        var branchLive = live
        try visit(stop, &branchLive, branch, &outcomes)
        try proceed(branchLive, from: node, stop: number + 1, plans: branch, &outcomes)
      }
      try visit(stop, &live, branches[0], &outcomes)
      if branches.count > 1 {
        return try proceed(live, from: node, stop: number + 1, plans: branches[0], &outcomes)
      }
    }
  }

  /// Edits and keeps the value at a stop, the same for all plans of the group.
  private func visit(
    _ stop: RunSchedule.Stop, _ live: inout [Int: E.Value], _ group: [Int], _ outcomes: inout [RowsOutcome]
  ) throws {
    let edits = plans[group[0]].edits[stop.site.index] ?? []
    guard let value = live[stop.site.index] else { preconditionFailure("\(stop.site) was not computed") }
    var tensor = engine.tensor(of: value)
    if stop.capturesBefore { for plan in group { outcomes[plan].before[stop.site.index] = tensor } }
    var receipts: [Receipt] = []
    for edit in edits {
      let (edited, receipt) = try edit.apply(to: tensor, rows)
      tensor = edited
      receipts.append(receipt)
    }
    for plan in group {
      outcomes[plan].receipts += receipts
      if stop.capturesAfter || stop.isOutput { outcomes[plan].after[stop.site.index] = tensor }
    }
    let isRead = schedule.lastReader[stop.site.index] >= 0
    if !isRead {
      live[stop.site.index] = nil
    } else if !edits.isEmpty {
      live[stop.site.index] = try engine.value(of: tensor, madeFrom: value, by: edits, rows)
    }
  }

  /// Groups plans whose edits at a site are the same; plans in one group were alike at all sites before.
  private func alike(_ group: [Int], at site: Site) -> [[Int]] {
    var branches: [[Int]] = []
    for plan in group {
      let edits = plans[plan].edits[site.index] ?? []
      let match = branches.firstIndex { branch in
        let others = plans[branch[0]].edits[site.index] ?? []
        return edits.count == others.count && zip(edits, others).allSatisfy { $0.isSame(as: $1) }
      }
      if let match { branches[match].append(plan) } else { branches.append([plan]) }
    }
    return branches
  }
}
