/// Names that mean nothing, or too much.
extension Explanation {
  /// A name that nothing has: "axis "leveel": there is no such axis; did you mean "level"?"
  ///
  /// - Parameters:
  ///   - noun: what it should name: "axis".
  ///   - name: the name as it was written.
  ///   - known: the names that there are.
  ///   - place: what it stands in, which is then the subject.
  ///   - problem: what is wrong, where it is more than that there is no such thing.
  ///   - fallback: what would work where no known name is near; all of them unless given.
  ///   - category: what failed.
  public static func unknown(
    _ noun: String, _ name: String, among known: [String], in place: String? = nil, problem: String? = nil,
    otherwise fallback: String? = nil, _ category: Category = .usage
  ) -> Explanation {
    Explanation(
      category, place ?? "\(noun) \"\(name)\"",
      problem ?? (place == nil ? "there is no such \(noun)" : "there is no \(noun) \"\(name)\""),
      try: NearNames.suggestion(for: name, in: known, otherwise: fallback ?? NearNames.all(known)))
  }

  /// The same of things that plugins may have, too.
  package var orOfPlugin: Explanation {
    var other = self
    other.remedy += " (those of plugins need --plugin FOLDER)"
    return other
  }

  /// A key of a document that means nothing: a typo must not be ignored.
  public static func unknownKey(_ key: String, in document: String, among known: [String]) -> Explanation {
    unknown(
      "key", key, among: known, in: document, problem: "the key \"\(key)\" means nothing here",
      otherwise: "the keys are \(known.joined(separator: ", "))", .badData)
  }

  /// A name that two of a kind have.
  public static func duplicate(
    _ noun: String, _ name: String, try remedy: String = "rename one of them", _ category: Category = .usage
  ) -> Explanation {
    Explanation(category, "\(noun) \"\(name)\"", "two \(noun)s have this name", try: remedy)
  }

  /// Text that means several things where one is wanted.
  ///
  /// - Parameters:
  ///   - subject: the text, as a message shows it.
  ///   - things: what it means, in the plural: "sites".
  ///   - names: what they are called; several.
  public static func several(_ subject: String, _ things: String, _ names: [String]) -> Explanation {
    Explanation(
      .usage, subject, "means \(names.count) \(things), and one is wanted here: \(names.listed(most: 3))",
      try: "name one of them")
  }

  /// Options or arguments of which one is to be given: "--levels 3 and --mazes a.maze: these are two sets of mazes".
  public static func together(
    _ given: [String], _ problem: String, try remedy: String = "give one of them"
  )
    -> Explanation
  {
    Explanation(.usage, given.joined(separator: " and "), problem, try: remedy)
  }
}
