/// The discussion of a command's help: paragraphs, and sections with a heading in capitals whose lines are indented.
struct ManualDiscussion {
  private(set) var paragraphs: [String] = []
  private(set) var sections: [(title: String, lines: [String])] = []

  init(_ text: String) {
    var isAfterBlank = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("  "), let last = sections.indices.last {
        sections[last].lines.append(String(line.dropFirst(2)))
      } else if !line.isEmpty, line.allSatisfy({ $0.isUppercase || $0 == " " }) {
        sections.append((line, []))
      } else if !line.isEmpty {
        if isAfterBlank || paragraphs.isEmpty {
          paragraphs.append(line)
        } else {
          paragraphs[paragraphs.count - 1] += "\n\(line)"
        }
      }
      isAfterBlank = line.isEmpty || line.hasPrefix("  ")
    }
    sections.removeAll { $0.lines.isEmpty }
  }
}
