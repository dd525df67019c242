import HookKit
import Interventions

/// What was measured at one point.
struct PointResult: Sendable {
  /// What was measured at a null twin.
  struct Null: Sendable {
    let control: Control
    let draw: Int
    let metrics: [Double?]
    /// What it did at each site.
    let changes: [SiteChange]
  }

  let point: SweepPoint
  let identity: String
  let planText: String
  /// In the order of the sweep's metrics; nil where a maze does not have what is asked for.
  let metrics: [Double?]
  let nulls: [Null]
  let receipts: [Receipt]
  /// What all edits of each site did together; empty without null twins.
  let changes: [SiteChange]
}

/// What was measured at the points of a unit.
struct UnitResult: Sendable {
  let unit: Int
  let mode: String
  let mazeSHA256: String
  /// The number of squares of the maze, and of rows of each plan.
  let squares: Int
  let points: [PointResult]
  /// The number of plans that were computed, the original and null twins included.
  let plans: Int
  /// The number of fields that would be computed without any sharing: points, null twins, and the original.
  let naivePlans: Int
  /// What the engine did, in multiplications of products.
  let multiplyAdds: Int
}
