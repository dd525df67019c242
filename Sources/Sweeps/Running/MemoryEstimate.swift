import HookKit

/// About how much memory a unit takes while it is computed.
struct MemoryEstimate {
  let bytesOfUnit: Int

  /// The plans of a unit each hold what they add at a site, as large as one row of it; the computation itself holds the
  /// widest layers for the rows that are computed together, several at a time. Metrics that see activations have those of
  /// every plan and square, of the 625 that the largest mazes have.
  init(_ layout: SweepLayout, _ graphs: [ModuleGraph]) {
    let largest = graphs.flatMap(\.sites).map(\.shape.count).max() ?? 1
    let captured = graphs.map { Self.floats(of: layout.sweep.metrics.captures, in: $0) }.max() ?? 0
    let plans = layout.unitPlans + layout.sweep.controls.draws
    let floats = largest * (plans + 84 * 8) + plans * 625 * captured
    bytesOfUnit = MemoryLayout<Float>.size * floats + plans * 500 * 300
  }

  /// The numbers of one row at all sites that patterns mean.
  private static func floats(of patterns: [SitePattern], in graph: ModuleGraph) -> Int {
    patterns.flatMap { (try? $0.sites(in: graph)) ?? [] }.reduce(0) { $0 + $1.shape.count }
  }
}
