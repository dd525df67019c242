/// Lines of cells in columns of even width.
struct Table {
  private var lines: [[String]] = []
  private let indent: String

  init(indent: Int = 0) { self.indent = String(repeating: " ", count: indent) }

  mutating func add(_ cells: String...) { lines.append(cells) }
  mutating func add(_ cells: [String]) { lines.append(cells) }

  var isEmpty: Bool { lines.isEmpty }

  /// The lines, without spaces at their ends.
  var text: String {
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

extension Int {
  /// The number with its digits in groups of three: 626,256.
  var inGroups: String {
    var text = String(magnitude)
    for place in stride(from: text.count - 3, to: 0, by: -3) {
      text.insert(",", at: text.index(text.startIndex, offsetBy: place))
    }
    return (self < 0 ? "-" : "") + text
  }
}
