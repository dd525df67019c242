/// Selections: `[5]`, `[3, 7, :]`, `[square(2, 3)]`, `[top(8)]`.
extension CallParser {
  /// A selection, and nothing after it; all elements where nothing is written.
  mutating func wholeSelection() throws(SyntaxError) -> Selection {
    skipSpaces()
    guard position < characters.count else { return .all }
    let result = try selection()
    try end()
    return result
  }

  mutating func selection() throws(SyntaxError) -> Selection {
    guard take("[") else { throw selectionFault("expected [") }
    if let chosen = try chosen() {
      guard take("]") else { throw selectionFault("expected ]: \(chosen.text) stands alone") }
      return .chosen(chosen)
    }
    var indices: [Selection.Index] = []
    repeat { indices.append(try index()) } while take(",")
    guard take("]") else { throw selectionFault("expected , or ]") }
    return .indices(indices)
  }

  /// Reads a kind of selection, `top(8)`, or a file, `mask.npz`; nil, and nothing taken, for what is neither.
  private mutating func chosen() throws(SyntaxError) -> ChosenSelection? {
    skipSpaces()
    if let quote = peek, quote == "\"" || quote == "'" { return ChosenSelection(file: try quotedText(quote)) }
    let start = position
    let text = word { !"[](),\"'".contains($0) }.trimmingSpaces
    let isName = text.first?.isLetter ?? false && text.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) }
    if isName, text != "square" {
      return ChosenSelection(text, take("(") ? try arguments() : [:])
    }
    let file = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
    if TensorFormat.isRead(file) { return ChosenSelection(file: text) }
    position = start
    return nil
  }

  private mutating func index() throws(SyntaxError) -> Selection.Index {
    skipSpaces()
    if take("[") {
      var list: [Int] = []
      repeat { list.append(try integer()) } while take(",")
      guard take("]") else { throw selectionFault("expected , or ]") }
      return .positions(list)
    }
    if peek == "." {
      guard take("."), take("."), take(".") else { throw selectionFault("expected ...") }
      return .rest
    }
    if peek == "s" { return try square() }
    let lower = peek == ":" ? nil : try integer()
    guard take(":") else {
      guard let lower else { throw selectionFault("expected an index") }
      return .position(lower)
    }
    let upper = isInteger ? try integer() : nil
    let step = take(":") && isInteger ? try integer() : 1
    return lower == nil && upper == nil && step == 1 ? .whole : .slice(lower: lower, upper: upper, step: step)
  }

  private mutating func square() throws(SyntaxError) -> Selection.Index {
    let start = position
    let text = word { $0.isLetter }
    guard text == "square", take("(") else {
      throw selectionFault("expected an index, a slice, a list, or square(row, column)", at: start)
    }
    let row = try integer()
    guard take(",") else { throw selectionFault("expected , and the column") }
    let column = try integer()
    guard take(")") else { throw selectionFault("expected )") }
    return .square(row: row, column: column)
  }

  private mutating func integer() throws(SyntaxError) -> Int {
    skipSpaces()
    let start = position
    let text = word { $0.isNumber || $0 == "-" || $0 == "+" }
    guard let value = Int(text) else { throw selectionFault("expected a whole number", at: start) }
    return value
  }

  private func selectionFault(_ problem: String, at place: Int? = nil) -> SyntaxError {
    fault(
      problem, at: place,
      try: "write indices as [5] or [3, 7, :], spans as [0:10], lists as [[3, 7]], squares as [square(2, 3)]")
  }

  private var isInteger: Bool { peekPastSpaces.map { $0.isNumber || $0 == "-" || $0 == "+" } ?? false }
}
