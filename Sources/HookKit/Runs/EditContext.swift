/// What an intervention may know while it changes an activation.
public struct EditContext: Sendable {
  /// The site being edited, with its row shape.
  public let site: Site

  /// The position of the edit in its plan, from 0.
  public let edit: Int

  /// The seed of the run.
  public let seed: UInt64

  /// What is known of each row of the value.
  public let rows: [Inputs.Row]

  /// The position of the value's first row in the whole batch; a run may compute its rows in parts.
  public let firstRow: Int

  public init(site: Site, edit: Int, seed: UInt64, rows: [Inputs.Row], firstRow: Int = 0) {
    self.site = site
    self.edit = edit
    self.seed = seed
    self.rows = rows
    self.firstRow = firstRow
  }

  /// Random numbers for one row of the value: keyed by seed, edit, site and row key, whatever the batch.
  public func random(row: Int) -> RandomStream {
    guard rows.indices.contains(row) else {
      Mistake.note("random numbers are asked for of row \(row) of \(rows.count)")
      return sharedRandom()
    }
    return RandomStream(seed: seed, UInt64(edit), site.name.stableHash, 1, rows[row].key)
  }

  /// Random numbers that are the same for all rows: keyed by seed, edit and site.
  public func sharedRandom() -> RandomStream {
    RandomStream(seed: seed, UInt64(edit), site.name.stableHash, 0)
  }
}
