/// Lines of cells in columns of even width.
///
/// While text for a terminal is made (``TextWidth/current``) a table fits it: cells of text are broken, and where that is
/// not enough columns stand below each other, the first one beside each part.
package struct Table {
  private var lines: [[String]] = []
  private let indent: Int
  private let numbers: Set<Int>
  private let hasHead: Bool

  /// - Parameters:
  ///   - numbers: the columns that line up on the right, and whose cells are not broken.
  ///   - hasHead: whether the first line says what the columns are.
  package init(indent: Int = 0, numbers: Set<Int> = [], hasHead: Bool = false) {
    (self.indent, self.numbers, self.hasHead) = (indent, numbers, hasHead)
  }

  package mutating func add(_ cells: String...) { add(cells) }
  package mutating func add(_ cells: [String]) { lines.append(cells.map(PrintableText.line)) }

  package var isEmpty: Bool { lines.isEmpty }

  /// The lines, without spaces at their ends.
  package var text: String { text(width: TextWidth.current) }

  /// The lines in at most `width` columns, where that can be; nil for as many as are needed.
  package func text(width: Int?) -> String {
    let columns = Array(0..<(lines.map(\.count).max() ?? 0))
    let natural = columns.map(natural)
    guard let width, Self.total(natural) + indent > width else { return text(columns, natural) }
    let least = columns.map(least)
    let parts = parts(columns, least, width - indent)
    return parts.map { part in
      text(part, Self.fitted(part.map { natural[$0] }, part.map { least[$0] }, width - indent))
    }.joined(separator: "\n\n")
  }

  /// The space between two columns.
  private static let gap = 2
  private static let breaks = " .,;/_-@"
  /// Columns of text are no narrower than this to fit more of them side by side.
  private static let narrowest = 12

  private static func total(_ widths: [Int]) -> Int { widths.reduce(-gap) { $0 + $1 + gap } }

  private func cell(_ line: [String], _ column: Int) -> String { column < line.count ? line[column] : "" }

  private func natural(_ column: Int) -> Int { lines.map { cell($0, column).count }.max() ?? 0 }

  /// The least width of a column: of numbers that of the widest one.
  private func least(_ column: Int) -> Int {
    let body = hasHead ? lines.dropFirst() : lines[...]
    let longest = numbers.contains(column) ? body.map { cell($0, column).count }.max() ?? 0 : Self.narrowest
    let words = hasHead ? cell(lines[0], column).split(separator: " ").map(\.count).max() ?? 0 : 0
    return min(natural(column), max(longest, words))
  }

  /// The columns in parts that fit one below the other; the first column is in each.
  private func parts(_ columns: [Int], _ least: [Int], _ width: Int) -> [[Int]] {
    guard let first = columns.first else { return [] }
    var parts = [[first]]
    for column in columns.dropFirst() {
      let wider = parts[parts.count - 1] + [column]
      if Self.total(wider.map { least[$0] }) <= width || parts[parts.count - 1].count == 1 {
        parts[parts.count - 1] = wider
      } else {
        parts.append([first, column])
      }
    }
    return parts
  }

  /// Widths that fit, taken from the widest columns first.
  private static func fitted(_ natural: [Int], _ least: [Int], _ width: Int) -> [Int] {
    var widths = natural
    while total(widths) > width {
      let open = widths.indices.filter { widths[$0] > least[$0] }
      guard let widest = open.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    return widths
  }

  private func text(_ columns: [Int], _ widths: [Int]) -> String {
    lines.flatMap { line -> [String] in
      let cells = zip(columns, widths).map { column, width in
        TextWidth.lines(of: cell(line, column), width: width, breaks: Self.breaks)
      }
      return (0..<(cells.map(\.count).max() ?? 1)).map { number in
        row(
          cells.indices.map { place in
            let text = number < cells[place].count ? cells[place][number] : ""
            return aligned(text, widths[place], isNumber: numbers.contains(columns[place]))
          })
      }
    }.joined(separator: "\n")
  }

  private func aligned(_ text: String, _ width: Int, isNumber: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return isNumber ? space + text : text + space
  }

  private func row(_ cells: [String]) -> String {
    var line = String(repeating: " ", count: indent) + cells.joined(separator: String(repeating: " ", count: Self.gap))
    while line.last == " " { line.removeLast() }
    return line
  }
}
