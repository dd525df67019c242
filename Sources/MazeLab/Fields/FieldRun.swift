import HookKit

/// A vector field together with what the plan's edits did while it was computed.
public struct FieldRun: Sendable {
  /// The field under the plan.
  public let field: VectorField
  /// One receipt for each edit and site, in the order of the plan; none for the empty plan.
  public let receipts: [Receipt]

  /// What the edits of each site did together; empty unless `RunOptions.wantsChanges`.
  public let changes: [SiteChange]

  /// The activations that were asked for.
  public let activations: FieldActivations

  /// What the values of every site can be told apart by, for each facing, left first; empty unless
  /// `RunOptions.sketchesCaptures`.
  package let sketches: [[String: RowSketches]]

  /// A field with its receipts.
  public init(
    field: VectorField, receipts: [Receipt], changes: [SiteChange] = [], activations: FieldActivations = .none
  ) {
    self.init(field, receipts, changes, activations, sketches: [])
  }

  init(
    _ field: VectorField, _ receipts: [Receipt], _ changes: [SiteChange], _ activations: FieldActivations,
    sketches: [[String: RowSketches]]
  ) {
    (self.field, self.receipts, self.changes, self.activations) = (field, receipts, changes, activations)
    self.sketches = sketches
  }
}
