import HookKit

/// The laws about what a result depends on: rows and elements.
extension Trial {
  func rowsIndependent() throws -> [LawViolation] {
    guard prepared.locality <= .row else { return [] }
    let whole = try result()
    for row in rows.indices {
      let alone = try prepared(
        setting.value[rows: row..<row + 1], setting.editContext([rows[row]], seed: seed))
      if let difference = difference(alone, from: whole[rows: row..<row + 1]) {
        return [violation(.rowsIndependent, "row \(row) alone: \(difference)")]
      }
    }
    let order = Array(rows.indices.reversed())
    let permuted = try prepared(
      setting.value.gathering(rows: order), setting.editContext(order.map { rows[$0] }, seed: seed))
    if let difference = difference(permuted, from: whole.gathering(rows: order)) {
      return [violation(.rowsIndependent, "with the rows in reverse order: \(difference)")]
    }
    let part = try prepared(
      setting.value[rows: 1..<rows.count], setting.editContext(Array(rows[1...]), firstRow: 1, seed: seed))
    return difference(part, from: whole[rows: 1..<rows.count])
      .map { [violation(.rowsIndependent, "without the first row: \($0)")] } ?? []
  }

  func locality() throws -> [LawViolation] {
    guard prepared.locality == .elementwise else { return [] }
    // The same function for every row: who the rows are makes no difference.
    let others = rows.map { Inputs.Row(key: $0.key &+ 1) }
    let renamed = try prepared(setting.value, setting.editContext(others, seed: seed))
    if let difference = difference(renamed, from: try result()) {
      return [violation(.locality, "declared elementwise, but with other row keys and labels, \(difference)")]
    }
    let count = setting.site.shape.count
    for element in stride(from: 0, to: count, by: max(1, count / 12)) {
      if let evidence = try reach(of: element) { return [violation(.locality, evidence)] }
    }
    return []
  }

  /// Says what else moved when one element of every row was changed; nil when nothing did.
  private func reach(of element: Int) throws -> String? {
    let size = setting.site.shape.count
    var value = copy(of: setting.value)
    value.withUnsafeMutableScalars { scalars in
      for row in rows.indices { scalars[row * size + element] = 3.5 - scalars[row * size + element] }
    }
    let (before, after) = (try result(), try prepared(value, setting.editContext(rows, seed: seed)))
    for (index, pair) in zip(before.scalars, after.scalars).enumerated()
    where index % size != element && pair.0.bitPattern != pair.1.bitPattern {
      return "declared elementwise, but changing element \(element) moved element \(index % size)"
    }
    return nil
  }
}
