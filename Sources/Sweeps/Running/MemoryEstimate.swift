import HookKit

/// About how much memory a unit takes while it is computed.
struct MemoryEstimate {
  let bytesOfUnit: Int

  /// The plans of a unit each hold what they add at a site, as large as one row of it; the computation itself holds the
  /// widest layers for the rows that are computed together, several at a time.
  init(_ layout: SweepLayout, _ graphs: [ModuleGraph]) {
    let largest = graphs.flatMap(\.sites).map(\.shape.count).max() ?? 1
    let plans = layout.unitPlans + layout.sweep.controls.draws
    bytesOfUnit = MemoryLayout<Float>.size * largest * (plans + 84 * 8) + plans * 500 * 300
  }
}
