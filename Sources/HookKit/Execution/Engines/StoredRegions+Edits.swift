extension StoredRegions {
  /// What edits leave of rows that are related to one base: nil where they may part any row from it.
  ///
  /// A row differs from the base where the activation does, or anything that an edit reads.
  ///
  /// - Parameter read: the values that are read.
  func edited(
    by edits: [SiteEdit], _ rows: ArraySlice<Inputs.Row>, reading read: [StoredRegions]
  ) -> StoredRegions? {
    guard bases == 1, edits.allSatisfy({ $0.treatsAlike(rows) }), read.allSatisfy({ $0.bases == 1 }) else { return nil }
    let result = read.reduce(self) { $0.sum(with: $1) }
    return result.hasBase ? result : nil
  }
}
