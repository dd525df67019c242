/// How a batch is divided, so that what is computed at one time keeps within the memory allowed.
struct BatchDivision: Sendable, Hashable {
  /// The most rows of a part: enough for large products, few enough for the caches.
  var rows: Int
  /// The most rows of differing plans that are computed side by side.
  var packedRows: Int
  /// The most rows of plans that are kept as differences from the rows of another plan.
  var relatedRows: Int
  /// The sites at which there are enough such plans.
  let relatedSites: Set<Int>
  /// The most threads at work.
  var threads: Int

  /// - Parameter related: whether the rows are related to each other.
  init(related: Bool, relatedSites: Set<Int>, _ options: EngineOptions) {
    // Related rows take less memory each, and every part computes the base once more; but plans that are related are
    // computed with fewer rows, so that more of them share these.
    rows = !related ? 8 : relatedSites.isEmpty ? 84 : 28
    packedRows = options.packsPlans ? 128 : 1
    relatedRows = 512
    self.relatedSites = relatedSites
    threads = max(1, options.threads ?? Parallel.cores)
  }

  /// Half of what is computed at one time; nil when there is nothing left to halve.
  func halved(keepsRows: Bool) -> BatchDivision? {
    var half = self
    let isSideBySide = packedRows > 1 || (relatedRows > 1 && !relatedSites.isEmpty)
    if !keepsRows && rows > 1 || isSideBySide {
      (half.rows, half.packedRows, half.relatedRows) = (
        max(1, rows / 2), max(1, packedRows / 2), max(1, relatedRows / 2)
      )
    } else if threads > 1 {
      half.threads = threads / 2
    } else {
      return nil
    }
    return half
  }
}
