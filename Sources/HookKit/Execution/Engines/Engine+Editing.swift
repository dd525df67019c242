/// What the edits of a stop have made of one lane.
struct EditedLane: Sendable {
  let before: Tensor
  let after: Tensor
  let receipts: [Receipt]

  /// Applies edits, one after the other.
  init(_ before: Tensor, by edits: [SiteEdit], _ rows: ArraySlice<Inputs.Row>, reading values: ReadValues) throws {
    var (after, receipts) = (before, [Receipt]())
    let (known, positions) = (Array(rows), Array(rows.indices))
    for edit in edits {
      let (edited, receipt) = try edit.apply(to: after, known, at: positions, reading: values)
      after = edited
      receipts.append(receipt)
    }
    (self.before, self.after, self.receipts) = (before, after, receipts)
  }

  /// The smallest rectangle around the cells of each image that have other bits than before.
  var changes: [Rect] { (0..<after.rows).map { Rect(where: after, row: $0, differsFrom: before, row: $0) } }
}

/// What the edits of a stop read, in the engine's form.
struct LaneValues<Value: Sendable>: Sendable {
  static var none: LaneValues { LaneValues(sites: [:], original: nil) }

  /// Values of some lanes of rows, one lane after the other, by their sites' names.
  let sites: [String: Value]
  /// What would be there without edits: the same for all lanes.
  let original: Value?

  var all: [Value] { sites.values + (original.map { [$0] } ?? []) }
}

extension ReadValues {
  /// Those of one lane of `rows` rows; where there is one lane only, it is that of all.
  func lane(_ number: Int, of rows: Int) -> ReadValues {
    ReadValues(
      tensors.mapValues { $0.rows == rows ? $0 : $0[rows: number * rows..<(number + 1) * rows] }, original: original)
  }
}

extension Engine {
  /// What edits read, of all lanes.
  func tensors(of values: LaneValues<Value>) -> ReadValues {
    ReadValues(values.sites.mapValues(tensor(of:)), original: values.original.map(tensor(of:)))
  }
}

extension Engine {
  /// Edits lanes of `rows.count` rows each: takes the value out of the engine's form and puts what the edits made of it
  /// back.
  ///
  /// - Parameters:
  ///   - edits: those of each lane.
  ///   - values: what they read.
  ///   - isRead: whether any node reads the value; otherwise it is returned as it was.
  /// - Returns: what was made of each lane, nothing where the engine only counts; and the value.
  func edit(
    _ value: Value, _ edits: [[SiteEdit]], _ rows: ArraySlice<Inputs.Row>, reading values: LaneValues<Value>,
    isRead: Bool
  ) throws -> (lanes: [EditedLane], value: Value) {
    if let counted = counted(edits, of: value, rows, reading: values, isRead: isRead) { return ([], counted) }
    let (tensor, read) = (tensor(of: value), tensors(of: values))
    let lanes = try edits.enumerated().map { number, edits in
      let before =
        number == 0 && tensor.rows == rows.count
        ? tensor : tensor[rows: number * rows.count..<(number + 1) * rows.count]
      return try EditedLane(before, by: edits, rows, reading: read.lane(number, of: rows.count))
    }
    guard isRead, edits.contains(where: { !$0.isEmpty }) else { return (lanes, value) }
    let edited =
      lanes.count == 1
      ? try self.value(of: lanes[0], madeFrom: value, by: edits[0], rows, reading: values)
      : self.value(of: Tensor.concatenating(rows: lanes.map(\.after)))
    return (lanes, edited)
  }
}
