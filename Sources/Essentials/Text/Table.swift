/// Lines of cells in columns of even width.
package struct Table {
  private var lines: [[String]] = []
  private let indent: String

  package init(indent: Int = 0) { self.indent = String(repeating: " ", count: indent) }

  package mutating func add(_ cells: String...) { add(cells) }
  package mutating func add(_ cells: [String]) { lines.append(cells.map(PrintableText.line)) }

  package var isEmpty: Bool { lines.isEmpty }

  /// The lines, without spaces at their ends.
  package var text: String {
    let widths = (0..<(lines.map(\.count).max() ?? 0)).map { column in
      lines.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return lines.map { cells in
      var line = indent
      for (cell, width) in zip(cells, widths) {
        line += cell + String(repeating: " ", count: width - cell.count + 2)
      }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
