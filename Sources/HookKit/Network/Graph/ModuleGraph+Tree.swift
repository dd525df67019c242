extension ModuleGraph: CustomStringConvertible {
  /// The tree of modules with what each is, the shape it makes and its parameters, as `print(model)` should show it.
  public var description: String {
    var table = Table()
    for row in treeRows() { table.add(row.name, row.module, row.shape, row.parameters) }
    return table.text
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
        (
          indent(parts.count - 1) + parts[parts.count - 1], node.module.description,
          sites[index + 1].shape.description, count > 0 ? count.grouped : ""
        ))
    }
    return rows
  }

  private func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}
