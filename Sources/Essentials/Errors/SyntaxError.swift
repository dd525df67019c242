/// A text that is not spelt as texts of its kind are, and where: a call, a formula.
public struct SyntaxError: ExplainedError, Hashable {
  /// What the text should be: "call".
  public let kind: String
  /// The text as it was written.
  public let text: String
  /// How many characters were read before the fault.
  public let position: Int
  /// What is wrong there.
  public let problem: String
  /// What would work.
  public let remedy: String

  /// What is wrong at a place of a text.
  package init(_ kind: String, _ text: String, at position: Int, _ problem: String, try remedy: String) {
    (self.kind, self.text, self.position) = (kind, text, position)
    (self.problem, self.remedy) = (problem, remedy)
  }

  public var explanation: Explanation {
    Explanation(.usage, "\(kind) \"\(text)\"", "\(problem), at character \(position + 1)", try: remedy)
  }

  /// Shows the text with a pointer to the fault, which one line cannot.
  public var description: String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    let pointer = String(repeating: " ", count: position) + "^"
    return "the \(kind) cannot be read: \(problem)\n  \(line)\n  \(pointer)\n\(remedy)"
  }
}
