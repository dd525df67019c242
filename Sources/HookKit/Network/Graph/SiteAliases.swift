/// The other names of a graph's values.
///
/// A value is known by its maker (`a.b.conv_out`), by the bare path of its maker (`a.b.conv`, as in PyTorch), by every
/// module that reads it (`a.b.relu_in0`), and by the composite modules that end with it (`a.b_out`, `a.b`).
enum SiteAliases {
  /// Maps every alias to the index of its value.
  static func of(_ nodes: [ModuleGraph.Node]) -> [String: Int] {
    var aliases: [String: Int] = ["input": 0]
    for (index, node) in nodes.enumerated() {
      aliases[node.path] = index + 1
      for (number, input) in node.inputs.enumerated() { aliases["\(node.path)_in\(number)"] = input }
      // A later node overwrites what an earlier one said of their common ancestors: the last child makes the output.
      for ancestor in ancestors(of: node.path) {
        aliases[ancestor] = index + 1
        aliases["\(ancestor)_out"] = index + 1
        for (number, input) in node.inputs.enumerated() where aliases["\(ancestor)_in\(number)"] == nil {
          aliases["\(ancestor)_in\(number)"] = input
        }
      }
    }
    return aliases
  }

  /// The composite modules around a path, innermost first: `a.b.c` is within `a.b` and `a`.
  static func ancestors(of path: String) -> [String] {
    let parts = path.split(separator: ".")
    return (1..<max(1, parts.count)).reversed().map { parts[..<$0].joined(separator: ".") }
  }
}
