import HookKit

/// A vector field together with what the plan's edits did while it was computed.
public struct FieldRun: Sendable {
  /// The field under the plan.
  public let field: VectorField
  /// One receipt for each edit and site, in the order of the plan; none for the empty plan.
  public let receipts: [Receipt]

  /// What the edits of each site did together; empty unless `RunOptions.wantsChanges`.
  public let changes: [SiteChange]

  /// A field with its receipts.
  public init(field: VectorField, receipts: [Receipt], changes: [SiteChange] = []) {
    (self.field, self.receipts, self.changes) = (field, receipts, changes)
  }
}
