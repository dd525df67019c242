/// What the edits of a group did in one run, together.
public struct GroupReceipt: Sendable, Hashable {
  /// The group.
  public let group: String
  /// The positions of its edits in the plan, from 0.
  public let edits: [Int]
  /// The primary names of their sites.
  public let sites: [String]
  /// The elements selected, and those whose bits were changed, over all rows, edits and sites.
  public let selected, changed: Int
  /// The Euclidean norm of all changes, and that of what was selected before.
  public let changeNorm, activationNorm: Double

  init(_ group: String, _ receipts: [Receipt]) {
    func norm(_ part: KeyPath<Receipt, Double>) -> Double {
      receipts.reduce(0) { $0 + $1[keyPath: part] * $1[keyPath: part] }.squareRoot()
    }
    self.group = group
    edits = Set(receipts.map(\.edit)).sorted()
    sites = receipts.map(\.site).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    selected = receipts.reduce(0) { $0 + $1.selected }
    changed = receipts.reduce(0) { $0 + $1.changed }
    (changeNorm, activationNorm) = (norm(\.changeNorm), norm(\.activationNorm))
  }
}

extension Plan {
  /// What the edits of each group did, as one receipt for each.
  ///
  /// - Parameter receipts: those of a run under this plan.
  public func groupReceipts(_ receipts: [Receipt]) -> [GroupReceipt] {
    groups.compactMap { name in
      let own = receipts.filter { edits.indices.contains($0.edit) && edits[$0.edit].group == name }
      return own.isEmpty ? nil : GroupReceipt(name, own)
    }
  }
}
