import HookKit

/// The laws about what a result depends on: rows and elements.
extension Trial {
  func rowsIndependent() throws -> [LawViolation] {
    guard prepared.locality <= .row else { return [] }
    let whole = try result()
    for row in rows.indices {
      let alone = try prepared(
        setting.value[rows: row..<row + 1], context([rows[row]], of: [row]))
      if let difference = difference(alone, from: whole[rows: row..<row + 1]) {
        return [violation(.rowsIndependent, "row \(row) alone: \(difference)")]
      }
    }
    let order = Array(rows.indices.reversed())
    let permuted = try prepared(
      setting.value.gathering(rows: order), context(order.map { rows[$0] }, of: order))
    if let difference = difference(permuted, from: whole.gathering(rows: order)) {
      return [violation(.rowsIndependent, "with the rows in reverse order: \(difference)")]
    }
    let part = try prepared(
      setting.value[rows: 1..<rows.count],
      context(Array(rows[1...]), of: Array(1..<rows.count), at: Array(1..<rows.count)))
    return difference(part, from: whole[rows: 1..<rows.count])
      .map { [violation(.rowsIndependent, "without the first row: \($0)")] } ?? []
  }

  /// Any rows in any order, as long as it is said where they stand, come out as in the whole batch.
  func positions() throws -> [LawViolation] {
    guard prepared.locality == .position else { return [] }
    let whole = try result()
    let everySecond = Array(stride(from: 1, to: rows.count, by: 2))
    for chosen in [everySecond, Array(rows.indices.reversed()), [rows.count - 1, 0]] {
      let some = try prepared(
        setting.value.gathering(rows: chosen),
        context(chosen.map { rows[$0] }, of: chosen, at: chosen))
      if let difference = difference(some, from: whole.gathering(rows: chosen)) {
        let list = chosen.map(String.init).joined(separator: ", ")
        return [violation(.positions, "of the rows \(list) alone, \(difference)")]
      }
    }
    return []
  }

  /// Rows with a grid that nobody knew of before come out as if it had been known.
  func grids() throws -> [LawViolation] {
    let own = rows.first?.geometry ?? GridGeometry(worldSize: 8, padding: 0)
    // One square larger each way and one ring more, so that every square of the one is also in the other.
    let other = GridGeometry(worldSize: own.worldSize + 3, padding: own.padding + 1)
    let known = setting.with(grids: rows.map { _ in own })
    let met = setting.with(grids: rows.indices.map { $0 % 2 == 0 ? other : own })
    let expected = try Self.prepare(original, met, seed: seed)(met.value, context(met.inputs.rows))
    let prepared = try Self.prepare(original, known, seed: seed)
    do {
      let actual = try prepared(met.value, context(met.inputs.rows))
      return difference(actual, from: expected).map {
        [violation(.grids, "in rows with a grid that it was not prepared for, \($0)")]
      } ?? []
    } catch let error as any ExplainedError {
      return [violation(.grids, "a grid that it was not prepared for is an error: \(error)")]
    }
  }

  /// Whether rows draw numbers of their own is as it says.
  func drawsPerRow() throws -> [LawViolation] {
    // What treats all rows alike and draws for each is found by the law of locality.
    guard prepared.locality > .elementwise else { return [] }
    let others = rows.map { row in
      var row = row
      row.key &+= 1
      return row
    }
    let renamed = try prepared(setting.value, context(others))
    let difference = difference(renamed, from: try result())
    if prepared.drawsPerRow, difference == nil {
      return [violation(.drawsPerRow, "drawsPerRow is true, but other row keys change nothing")]
    }
    if !prepared.drawsPerRow, let difference {
      return [violation(.drawsPerRow, "drawsPerRow is false, but with other row keys, \(difference)")]
    }
    return []
  }

  func locality() throws -> [LawViolation] {
    guard prepared.locality == .elementwise else { return [] }
    // The same function for every row: who the rows are makes no difference.
    let others = rows.map { Inputs.Row(key: $0.key &+ 1, geometry: $0.geometry) }
    let renamed = try prepared(setting.value, context(others))
    if let difference = difference(renamed, from: try result()) {
      return [violation(.locality, "declared elementwise, but with other row keys and labels, \(difference)")]
    }
    if let other = reads.all.first(where: { $0.shape != setting.site.shape }) {
      return [violation(.locality, "declared elementwise, and \(other.name), which it reads, has other elements")]
    }
    let count = setting.site.shape.count
    for element in stride(from: 0, to: count, by: max(1, count / 12)) {
      if let evidence = try reach(of: element) { return [violation(.locality, evidence)] }
    }
    return []
  }

  /// Says what else moved when one element of every row was changed, of the activation and of what is read; nil when nothing
  /// did.
  private func reach(of element: Int) throws -> String? {
    let size = setting.site.shape.count
    func changed(_ tensor: Tensor) -> Tensor {
      var value = copy(of: tensor)
      value.withUnsafeMutableScalars { scalars in
        for row in rows.indices { scalars[row * size + element] = 3.5 - scalars[row * size + element] }
      }
      return value
    }
    let read = ReadValues(values.tensors.mapValues(changed), original: values.original.map(changed))
    let (before, after) = (try result(), try prepared(changed(setting.value), context(rows, reading: read)))
    for (index, pair) in zip(before.scalars, after.scalars).enumerated()
    where index % size != element && pair.0.bitPattern != pair.1.bitPattern {
      return "declared elementwise, but changing element \(element) moved element \(index % size)"
    }
    return nil
  }
}
