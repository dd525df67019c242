extension Collection where Element == String {
  /// The first of them with commas between, and how many more there are: "a, b and 7 more"; of none "nothing".
  package func listed(most: Int) -> String {
    guard !isEmpty else { return "nothing" }
    let shown = prefix(most).joined(separator: ", ")
    return count > most ? "\(shown) and \((count - most).grouped) more" : shown
  }

  /// The same in quotation marks: "\"a\", \"b\" and 7 more".
  package func quotedList(most: Int) -> String { map { "\"\($0)\"" }.listed(most: most) }
}
