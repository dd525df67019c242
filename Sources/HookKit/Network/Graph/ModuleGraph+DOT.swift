extension ModuleGraph {
  /// The graph in Graphviz's DOT language: one box a module, one arrow a value, with its shape.
  public var dot: String {
    func label(_ text: String) -> String {
      PrintableText.line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
    var lines = ["digraph model {", "  rankdir=TB; node [shape=box, fontname=\"Helvetica\"];"]
    lines.append("  v0 [label=\"\(label(sites[0].name))\\n\(inputShape)\", shape=ellipse];")
    for (index, node) in nodes.enumerated() {
      lines.append("  v\(index + 1) [label=\"\(label(node.path))\\n\(label("\(node.module)"))\"];")
      for input in node.inputs { lines.append("  v\(input) -> v\(index + 1) [label=\"\(sites[input].shape)\"];") }
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }
}
