/// How names that people type are spelt, those of metrics, facts of mazes, conditions and targets: lower-case words with
/// hyphens, `decision-square`.
public enum NameStyle {
  /// A name in this spelling: `decisionSquare` and `decision_square` are `decision-square`.
  public static func hyphenated(_ name: String) -> String {
    guard name.contains(where: { $0.isUppercase || $0 == "_" }) else { return name }
    let letters = Array(name)
    var result = ""
    for (place, letter) in letters.enumerated() {
      if letter.isUppercase, place > 0, beginsWord(letters, place) { result.append("-") }
      result += letter == "_" ? "-" : letter.lowercased()
    }
    return result
  }

  /// Whether a capital begins a word: after a small letter or digit, or before one at the end of capitals, as in `TVChange`.
  private static func beginsWord(_ letters: [Character], _ place: Int) -> Bool {
    let before = letters[place - 1]
    if before.isLowercase || before.isNumber { return true }
    return before.isUppercase && place + 1 < letters.count && letters[place + 1].isLowercase
  }

  /// The name that is meant, which is said where it was written in another spelling or by its former name; nil for none.
  ///
  /// - Parameters:
  ///   - written: what was written.
  ///   - known: the names, in this spelling.
  ///   - former: what names were before, in this spelling too, with what they are now.
  public static func known(
    _ written: String, among known: some Collection<String>, former: [String: String] = [:]
  ) -> String? {
    if known.contains(written) { return written }
    let words = hyphenated(written)
    guard let name = known.contains(words) ? words : former[words] else { return nil }
    NameNotes.current?.note(written, isNow: name)
    return name
  }

  /// A name of which only its environment knows whether there is one, in this spelling; another spelling is said.
  static func spelt(_ written: String) -> String {
    let name = hyphenated(written)
    if name != written { NameNotes.current?.note(written, isNow: name) }
    return name
  }
}

/// Says which names were written in an old spelling, each once.
public final class NameNotes: Sendable {
  /// Who is told; nil for nobody.
  @TaskLocal public static var current: NameNotes?

  private let said = Locked<Set<String>>([])
  private let say: @Sendable (String) -> Void

  /// Notes that are told to `say`.
  ///
  /// - Parameter say: is told in a line what was written and what the name is now.
  public init(_ say: @escaping @Sendable (String) -> Void) { self.say = say }

  /// Says it, where it was not said before.
  ///
  /// - Parameters:
  ///   - written: what was written.
  ///   - name: the name that is meant.
  public func note(_ written: String, isNow name: String) {
    if said.withLock({ $0.insert(written).inserted }) { say("'\(written)' is now '\(name)'") }
  }
}
