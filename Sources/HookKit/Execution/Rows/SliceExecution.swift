/// What the computation of some rows under one plan has yielded.
struct RowsOutcome: Sendable {
  /// Kept values and outputs by site index, after all edits.
  var after: [Int: Tensor] = [:]
  /// Kept values by site index, before any edit.
  var before: [Int: Tensor] = [:]
  /// What kept values can be told apart by, in place of the values after all edits, by site index.
  var sketches: [Int: RowSketches] = [:]
  /// In order of computation.
  var receipts: [Receipt] = []
  /// What the edits of each site did together; nothing unless it is wanted.
  var changes: [SiteChange] = []
  /// What edits read of their sites without any edit, by site index.
  var originals: [Int: Tensor] = [:]
}

/// The computation of some rows of a batch under one or more plans.
///
/// Plans share all work up to the first site at which their edits differ. From there on the rows are computed once for each
/// of the differing plans: side by side in one product where they are few (*lanes*), one plan after the other where they
/// are many, so that memory stays within bounds. Lanes whose edits change a few cells only are kept as differences from the
/// rows as they were before.
struct SliceExecution<E: Engine> {
  let engine: E
  let schedule: RunSchedule
  /// The sites at which some edit reads what would be there without any; then the first plan is one without edits, of which
  /// nothing else is kept.
  let originalSites: Set<Int>
  let plans: [PreparedPlan]
  let rows: ArraySlice<Inputs.Row>
  /// How many rows may lie side by side.
  let division: BatchDivision
  /// Whether to go no further.
  let isCancelled: (@Sendable () -> Bool)?

  /// The rows of the batch, computed once for these plans, which have not differed so far.
  private typealias Lane = [Int]
  /// A lane, and the lane whose values it starts from.
  private typealias Branch = (source: Int, lane: Lane)

  /// What was found so far.
  private struct Findings {
    /// In the order of the plans.
    var outcomes: [RowsOutcome]
    /// The values without edits, by site index.
    var originals: [Int: E.Value] = [:]
  }

  /// The plan without edits that is computed for what others read of it.
  private var unedited: Int? { originalSites.isEmpty ? nil : 0 }

  /// The outcomes of the plans for these rows of a batch, in the order of the plans; without that of the first where it is computed for
  /// what others read of it.
  ///
  /// - Parameter states: values that are given besides the input, by site index.
  func outcomes(of batch: Inputs, states: [Int: Tensor] = [:]) throws -> [RowsOutcome] {
    var findings = Findings(outcomes: plans.map { _ in RowsOutcome() })
    var live = states.mapValues(engine.value(of:))
    live[0] = engine.input(batch, rows: rows.indices)
    try proceed(live, from: 0, stop: 0, [Array(plans.indices)], &findings)
    return Array(findings.outcomes.dropFirst(originalSites.isEmpty ? 0 : 1))
  }

  /// Whether a lane is computed for what others read of it only, and nothing more is read from a stop on.
  private func isSpent(_ lane: Lane, at stop: Int) -> Bool {
    lane == unedited.map { [$0] } && !schedule.stops[stop...].contains { originalSites.contains($0.site.index) }
  }

  /// Computes everything from `node` and the stop number `first` on.
  private func proceed(
    _ live: [Int: E.Value], from node: Int, stop first: Int, _ lanes: [Lane], _ findings: inout Findings
  ) throws {
    var (live, node, lanes) = (live, node, lanes)
    for number in first..<schedule.stops.count {
      if isCancelled?() ?? false { throw RunError.cancelled }
      let stop = schedule.stops[number]
      if let spent = lanes.firstIndex(where: { isSpent($0, at: number) }) {
        let others = lanes.indices.filter { $0 != spent }
        if others.isEmpty { return }
        live = live.mapValues { engine.gather($0, lanes: others, rows: rows.count) }
        lanes.remove(at: spent)
      }
      try advance(&live, from: node, to: number)
      node = max(node, stop.site.index)
      let branches = lanes.indices.flatMap { lane in alike(lanes[lane], at: stop.site).map { (source: lane, lane: $0) }
      }
      guard branches.count > lanes.count else {
        try visit(stop, &live, branches, &findings)
        continue
      }
      let (near, far) = divided(branches, at: stop, live)
      // The plan without edits is the first of those far from it: what others read of it is there when they come to it.
      for pack in packs(far, of: live) {
        var packLive = live.mapValues { engine.gather($0, lanes: pack.map(\.source), rows: rows.count) }
        let packed = pack.enumerated().map { (source: $0.offset, lane: $0.element.lane) }
        try visit(stop, &packLive, packed, &findings)
        try proceed(packLive, from: node, stop: number + 1, packed.map(\.lane), &findings)
      }
      for first in stride(from: 0, to: near.count, by: relatedLanes) {
        let group = Array(near[first..<min(first + relatedLanes, near.count)])
        let related = try relate(live, to: group, at: stop, &findings)
        try proceed(related, from: node, stop: number + 1, group, &findings)
      }
      return
    }
  }

  /// Computes the values at a stop.
  private func advance(_ live: inout [Int: E.Value], from node: Int, to number: Int) throws {
    let site = schedule.stops[number].site.index
    // Node n makes site n + 1, so that the nodes up to site s are those below s.
    let nodes = node..<max(node, site)
    let isFirstEdit = number == 0 && plans.contains { $0.edits[site] != nil }
    if isFirstEdit { return try engine.begin(&live, over: nodes, rows: rows.indices, schedule) }
    try engine.advance(&live, over: nodes, schedule)
  }

  /// How many lanes are kept as differences at a time.
  private var relatedLanes: Int { max(1, division.relatedRows / max(1, rows.count)) }

  /// The branches of one lane whose edits change so few cells that they are to be kept as differences, and the others.
  private func divided(
    _ branches: [Branch], at stop: RunSchedule.Stop, _ live: [Int: E.Value]
  ) -> (near: [Lane], far: [Branch]) {
    let site = stop.site.index
    guard division.relatedSites.contains(site), branches.allSatisfy({ $0.source == 0 }), schedule.lastReader[site] >= 0,
      let value = live[site], let part = engine.storedPart(of: value), part > RowRelation.maxDifferingFraction
    else { return ([], branches) }
    let geometries = Set(rows.map(\.geometry))
    let isNear = { (branch: Branch) in
      plans[branch.lane[0]].changesFewCells(at: stop.site, in: geometries)
    }
    return (branches.filter(isNear).map(\.lane), branches.filter { !isNear($0) })
  }

  /// Edits and keeps the value at a stop for lanes that are kept as differences; the values of all lanes.
  private func relate(
    _ live: [Int: E.Value], to lanes: [Lane], at stop: RunSchedule.Stop, _ findings: inout Findings
  ) throws -> [Int: E.Value] {
    let edits = lanes.map { plans[$0[0]].edits[stop.site.index] ?? [] }
    let rects = edits.map { edits in
      let reaches = Dictionary(uniqueKeysWithValues: Set(rows.map(\.geometry)).map { ($0, edits.reach(in: $0)) })
      return rows.map { reaches[$0.geometry] ?? .none }
    }
    let nowhere = lanes.map { _ in rows.map { _ in Rect.none } }
    var related: [Int: E.Value] = [:]
    for (site, value) in live {
      guard site == stop.site.index else {
        related[site] = engine.relating(value, to: nowhere)
        continue
      }
      let values = values(for: edits, at: stop, live, findings)
      related[site] = try engine.relating(value, to: rects, by: edits, rows, reading: values) { lane, edited in
        keep(edited, stop, lanes[lane], &findings)
      }
    }
    return related
  }

  /// Edits and keeps the value at a stop, for every lane.
  private func visit(
    _ stop: RunSchedule.Stop, _ live: inout [Int: E.Value], _ lanes: [Branch], _ findings: inout Findings
  ) throws {
    let site = stop.site.index
    guard let value = live[site] else { preconditionFailure("\(stop.site) was not computed") }
    let isRead = schedule.lastReader[site] >= 0
    if let unedited, originalSites.contains(site), let lane = lanes.firstIndex(where: { $0.lane.contains(unedited) }) {
      findings.originals[site] = engine.gather(value, lanes: [lane], rows: rows.count)
    }
    let edits = lanes.map { plans[$0.lane[0]].edits[site] ?? [] }
    if schedule.sketchesOnly(stop), lanes.count == 1, edits[0].isEmpty {
      let sketches = engine.sketches(of: value)
      for plan in lanes[0].lane where plan != unedited { findings.outcomes[plan].sketches[site] = sketches }
    } else if stop.isKept || edits.contains(where: { !$0.isEmpty }) {
      let values = values(for: edits, at: stop, live, findings)
      let (edited, result) = try engine.edit(value, edits, rows, reading: values, isRead: isRead)
      live[site] = result
      for (lane, edited) in zip(lanes, edited) { keep(edited, stop, lane.lane, &findings) }
    }
    if !isRead { live[site] = nil }
  }

  /// What the edits of a stop read: values that were computed before, of the same lanes.
  private func values(
    for edits: [[SiteEdit]], at stop: RunSchedule.Stop, _ live: [Int: E.Value], _ findings: Findings
  ) -> LaneValues<E.Value> {
    let reads = edits.joined().lazy.map(\.reads).filter { !$0.isEmpty }
    guard !reads.isEmpty else { return .none }
    var sites: [String: E.Value] = [:]
    for site in Set(reads.flatMap(\.all)) {
      guard let value = live[site.index] else { preconditionFailure("\(site), which an edit reads, was dropped") }
      sites[site.name] = value
    }
    let wantsOriginal = reads.contains(where: \.wantsOriginal)
    return LaneValues(sites: sites, original: wantsOriginal ? findings.originals[stop.site.index] : nil)
  }

  private func keep(_ edited: EditedLane, _ stop: RunSchedule.Stop, _ lane: Lane, _ findings: inout Findings) {
    let change =
      schedule.wantsChanges && !edited.receipts.isEmpty
      ? [SiteChange(stop.site, from: edited.before, to: edited.after)] : []
    let sketches = stop.capturesAfter && schedule.sketchesCaptures ? RowSketches(of: edited.after) : nil
    for plan in lane where plan != unedited {
      findings.outcomes[plan].receipts += edited.receipts
      findings.outcomes[plan].changes += change
      if stop.capturesBefore { findings.outcomes[plan].before[stop.site.index] = edited.before }
      findings.outcomes[plan].sketches[stop.site.index] = sketches
      if stop.isOutput || stop.capturesAfter && sketches == nil {
        findings.outcomes[plan].after[stop.site.index] = edited.after
      }
    }
  }

  /// Divides the branches of a computation into those that go on side by side.
  private func packs(
    _ branches: [Branch], of live: [Int: E.Value]
  ) -> [[Branch]] {
    let isPackable = live.values.allSatisfy(engine.isPackable)
    let size = isPackable ? max(1, division.packedRows / max(1, rows.count)) : 1
    return stride(from: 0, to: branches.count, by: size).map { Array(branches[$0..<min($0 + size, branches.count)]) }
  }

  /// Groups plans whose edits at a site are the same; plans in one lane were alike at all sites before.
  private func alike(_ lane: Lane, at site: Site) -> [Lane] {
    var branches: [Lane] = []
    for plan in lane {
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
