extension ModuleGraph: CustomStringConvertible {
  /// The tree of modules with what each is, the shape it makes and its parameters, as `print(model)` should show it.
  public var description: String {
    let rows = treeRows()
    let nameWidth = rows.map(\.name.count).max() ?? 0
    let moduleWidth = rows.map(\.module.count).max() ?? 0
    let shapeWidth = rows.map(\.shape.count).max() ?? 0
    return rows.map { row in
      let cells = [
        row.name.padded(to: nameWidth), row.module.padded(to: moduleWidth), row.shape.padded(to: shapeWidth), row.parameters,
      ]
      return cells.joined(separator: "  ").trimmingTrailingSpaces
    }.joined(separator: "\n")
  }

  private typealias TreeRow = (name: String, module: String, shape: String, parameters: String)

  private func treeRows() -> [TreeRow] {
    var rows: [TreeRow] = [("input", "", inputShape.description, "\(parameterCount.grouped) parameters")]
    var open: [Substring] = []
    for (index, node) in nodes.enumerated() {
      let parts = node.path.split(separator: ".")
      let shared = zip(open, parts.dropLast()).prefix { $0 == $1 }.count
      for depth in shared..<parts.count - 1 { rows.append((indent(depth) + parts[depth], "", "", "")) }
      open = Array(parts.dropLast())
      let count = node.module.parameterCount
      rows.append(
        (indent(parts.count - 1) + parts[parts.count - 1], node.module.description,
          sites[index + 1].shape.description, count > 0 ? count.grouped : ""))
    }
    return rows
  }

  private func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
  var trimmingTrailingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}

extension Int {
  /// The number with its digits in groups of three: 626,256.
  var grouped: String {
    let digits = Array(String(magnitude))
    let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[Swift.max(0, $0 - 3)..<$0]) }
    return (self < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
  }
}
