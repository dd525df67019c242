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

  /// What the intervention reads, and at which sites.
  package let reads: SiteReads
  package let values: ReadValues

  /// A context in which nothing else is read.
  ///
  /// - Parameters:
  ///   - site: the site being edited.
  ///   - edit: the position of the edit in its plan, from 0.
  ///   - seed: the seed of the run.
  ///   - drawKey: what the edit is to random draws; see ``drawKey``.
  ///   - rows: what is known of each row of the value.
  ///   - positions: nil for rows that are the whole batch.
  /// - Precondition: there is one position for each row.
  public init(
    site: Site, edit: Int, seed: UInt64, drawKey: UInt64 = 0, rows: [Inputs.Row], positions: [Int]? = nil
  ) {
    self.init(
      site: site, edit: edit, seed: seed, drawKey: drawKey, rows: rows, positions: positions, reads: .none,
      values: ReadValues())
  }

  /// - Parameter values: those of all sites of `reads`, a row for each row.
  package init(
    site: Site, edit: Int, seed: UInt64, drawKey: UInt64 = 0, rows: [Inputs.Row], positions: [Int]? = nil,
    reads: SiteReads, values: ReadValues
  ) {
    let positions = positions ?? Array(rows.indices)
    precondition(positions.count == rows.count, "\(positions.count) positions for \(rows.count) rows")
    (self.site, self.edit, self.seed, self.drawKey) = (site, edit, seed, drawKey)
    (self.rows, self.positions) = (rows, positions)
    (self.reads, self.values) = (reads, values)
  }

  /// The values of the sites that one of ``ActivationEdit/reads`` means, in the order in which they are computed.
  public func values(of pattern: SitePattern) -> [SiteValue] {
    let found = reads.sites[pattern]?.compactMap { site in
      values.tensors[site.name].map { SiteValue(site: site, tensor: $0) }
    }
    if let found { return found }
    Mistake.note("the value of \(pattern) is read, which is not one of the intervention's reads")
    return []
  }

  /// The value `[N, ...]` of the one site that a pattern of ``ActivationEdit/reads`` means.
  public func value(of pattern: SitePattern) -> Tensor {
    let found = values(of: pattern)
    if found.count == 1 { return found[0].tensor }
    if found.count > 1 { Mistake.note("one value of \(pattern) is read, which means \(found.count) sites") }
    return Tensor(repeating: 0, shape: site.shape.batched(rows.count))
  }

  /// The activation `[N, ...]` as it would be without any edit of the plan, where ``ActivationEdit/readsOriginal`` says so.
  public var original: Tensor {
    if let original = values.original { return original }
    Mistake.note("the original activation is read, and readsOriginal is false")
    return Tensor(repeating: 0, shape: site.shape.batched(rows.count))
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
