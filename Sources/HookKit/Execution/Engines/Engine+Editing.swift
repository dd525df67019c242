/// What the edits of a stop have made of one lane.
struct EditedLane: Sendable {
  let before: Tensor
  let after: Tensor
  let receipts: [Receipt]

  /// Applies edits, one after the other.
  init(_ before: Tensor, by edits: [SiteEdit], _ rows: ArraySlice<Inputs.Row>) throws {
    var (after, receipts) = (before, [Receipt]())
    let (known, positions) = (Array(rows), Array(rows.indices))
    for edit in edits {
      let (edited, receipt) = try edit.apply(to: after, known, at: positions)
      after = edited
      receipts.append(receipt)
    }
    (self.before, self.after, self.receipts) = (before, after, receipts)
  }
}

extension Engine {
  /// Edits lanes of `rows.count` rows each: takes the value out of the engine's form and puts what the edits made of it
  /// back.
  ///
  /// - Parameters:
  ///   - edits: those of each lane.
  ///   - isRead: whether any node reads the value; otherwise it is returned as it was.
  func edit(
    _ value: Value, _ edits: [[SiteEdit]], _ rows: ArraySlice<Inputs.Row>, isRead: Bool
  ) throws -> (lanes: [EditedLane], value: Value) {
    let tensor = tensor(of: value)
    let lanes = try edits.enumerated().map { number, edits in
      let before =
        number == 0 && tensor.rows == rows.count
        ? tensor : tensor[rows: number * rows.count..<(number + 1) * rows.count]
      return try EditedLane(before, by: edits, rows)
    }
    guard isRead, edits.contains(where: { !$0.isEmpty }) else { return (lanes, value) }
    let edited =
      lanes.count == 1
      ? try self.value(of: lanes[0].after, madeFrom: value, by: edits[0], rows)
      : self.value(of: Tensor.concatenating(rows: lanes.map(\.after)))
    return (lanes, edited)
  }
}
