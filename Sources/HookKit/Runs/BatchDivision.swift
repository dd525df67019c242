/// How a batch is divided, so that what is computed at one time keeps within the memory allowed.
struct BatchDivision: Sendable, Hashable {
  /// The most rows of a part: enough for large products, few enough for the caches.
  var rows: Int
  /// The most rows of differing plans that are computed side by side.
  var packedRows: Int
  /// The most threads at work.
  var threads: Int

  init(related: Bool, _ options: EngineOptions) {
    // Related rows take less memory each, and every part computes the base once more.
    rows = related ? 84 : 8
    packedRows = options.packsPlans ? 128 : 1
    threads = max(1, options.threads ?? Parallel.cores)
  }

  /// Half of what is computed at one time; nil when there is nothing left to halve.
  func halved(keepsRows: Bool) -> BatchDivision? {
    var half = self
    if !keepsRows && rows > 1 || packedRows > 1 {
      (half.rows, half.packedRows) = (max(1, rows / 2), max(1, packedRows / 2))
    } else if threads > 1 {
      half.threads = threads / 2
    } else {
      return nil
    }
    return half
  }
}

extension BatchExecution {
  /// The largest division whose buffers keep within ``EngineOptions/memory``.
  ///
  /// - Throws: `RunError.memory` when one row at a time on one thread still takes more.
  func division(_ relation: RowRelation?) throws -> BatchDivision {
    var division = BatchDivision(related: relation != nil, options.engine)
    guard mostBytes(division) > options.engine.memory else { return division }
    let keepsRows = plans.contains(where: \.needsWholeBatch)
    while true {
      let needed = try forecast(division, relation).bufferBytes
      if needed <= options.engine.memory { return division }
      guard let half = division.halved(keepsRows: keepsRows) else {
        throw RunError.memory(needed: needed, allowed: options.engine.memory)
      }
      division = half
    }
  }

  /// More than it can take: every value of every row, once for each place at which plans may part.
  private func mostBytes(_ division: BatchDivision) -> Int {
    let row = graph.sites.reduce(0) { $0 + $1.shape.count } * MemoryLayout<Float>.stride
    let places = 1 + Set(plans.flatMap(\.edits.keys)).count
    let rows = min(inputs.count, plans.contains(where: \.needsWholeBatch) ? inputs.count : division.rows)
    return row * places * division.threads * max(rows, min(division.packedRows, plans.count * inputs.count))
  }
}
