/// What an intervention may know while it changes an activation.
public struct EditContext: Sendable {
  /// The site being edited, with its row shape.
  public let site: Site

  /// The position of the edit in its plan, from 0.
  public let edit: Int

  /// The seed of the run.
  public let seed: UInt64

  /// What the edit is to random draws: the same in every plan that holds an equal edit, whatever stands before it.
  public let drawKey: UInt64

  /// What is known of each row of the value.
  public let rows: [Inputs.Row]

  /// The position of each row of the value in the whole batch, from 0. They need not be consecutive: a run may compute its
  /// rows in parts, and an edit may act on some rows only.
  public let positions: [Int]

  /// - Parameter positions: nil for rows that are the whole batch.
  /// - Precondition: there is one position for each row.
  public init(
    site: Site, edit: Int, seed: UInt64, drawKey: UInt64 = 0, rows: [Inputs.Row], positions: [Int]? = nil
  ) {
    let positions = positions ?? Array(rows.indices)
    precondition(positions.count == rows.count, "\(positions.count) positions for \(rows.count) rows")
    (self.site, self.edit, self.seed, self.drawKey) = (site, edit, seed, drawKey)
    (self.rows, self.positions) = (rows, positions)
  }

  /// Random numbers for one row of the value: keyed by seed, edit, site and row key, whatever the batch and the plan.
  public func random(row: Int) -> RandomStream {
    guard rows.indices.contains(row) else {
      Mistake.note("random numbers are asked for of row \(row) of \(rows.count)")
      return sharedRandom()
    }
    return RandomStream(seed: seed, drawKey, site.name.stableHash, 1, rows[row].key)
  }

  /// Random numbers that are the same for all rows: keyed by seed, edit and site.
  public func sharedRandom() -> RandomStream { RandomStream(seed: seed, drawKey, site.name.stableHash, 0) }
}
