extension BatchExecution {
  /// Fewer plans than this are not worth the bases.
  private static let fewestRelatedPlans = 4

  /// The sites at which enough plans change few cells to be kept as differences from the rows as they are there.
  var relatedSites: Set<Int> {
    guard options.engine.kernels, options.engine.relatesRows, options.engine.sharesPrefixes,
      plans.count >= Self.fewestRelatedPlans
    else { return [] }
    let geometries = Set(inputs.rows.map(\.geometry))
    return Set(
      graph.sites.filter { site in
        plans.count { $0.changesFewCells(at: site, in: geometries) } >= Self.fewestRelatedPlans
      }.map(\.index))
  }

  /// What buffers keep within when the options do not say.
  private static let defaultMemory = 1 << 30

  /// The largest division whose buffers keep within ``EngineOptions/memory``.
  ///
  /// - Throws: `RunError.memory` when one row at a time on one thread still takes more than the options allow.
  func division(_ relation: RowRelation?, hasKeptBases: Bool = false) throws -> BatchDivision {
    var division = BatchDivision(
      related: relation != nil || hasKeptBases, relatedSites: relatedSites, options.engine)
    let allowed = options.engine.memory ?? Self.defaultMemory
    guard mostBytes(division) > allowed else { return division }
    let keepsRows = plans.contains(where: \.needsWholeBatch)
    while true {
      let needed = try forecast(division, relation).bufferBytes
      if needed <= allowed { return division }
      guard let half = division.halved(keepsRows: keepsRows) else {
        if options.engine.memory == nil { return division }
        throw RunError.memory(needed: needed, allowed: allowed)
      }
      division = half
    }
  }

  /// More than it can take: every value of every row, once for each place at which plans may part, and what the kernels
  /// need besides.
  private func mostBytes(_ division: BatchDivision) -> Int {
    let places = 1 + Set(plans.flatMap(\.edits.keys)).count
    let rows = min(inputs.count, plans.contains(where: \.needsWholeBatch) ? inputs.count : division.rows)
    let packed = max(division.packedRows, division.relatedSites.isEmpty ? 0 : division.relatedRows)
    // One plan more is computed where edits read what would be there without any.
    let count = plans.count + (plans.contains { !$0.originalSites.isEmpty } ? 1 : 0)
    let side = max(rows, min(packed, count * inputs.count))
    // As many rows more as there may be bases.
    let bases = division.relatedSites.isEmpty ? 1 : rows
    let values = graph.sites.reduce(0) { $0 + BufferPool.bytes((side + bases) * $1.shape.count) }
    let scratch = graph.kernels(options.engine).enumerated().reduce(0) { most, node in
      guard case .convolution(let kernel) = node.element else { return most }
      return max(most, kernel.mostScratchBytes(graph.sites[node.offset + 1].shape))
    }
    return division.threads * (values * places + scratch)
  }
}
