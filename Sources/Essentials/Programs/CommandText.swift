/// The command line as one could type it.
public enum CommandText {
  /// That of this process, as `hookctl`.
  public static var current: String {
    (["hookctl"] + CommandWords.current).map(quoted).joined(separator: " ")
  }

  /// A word as a shell needs it.
  public static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "._/=,:+-".contains($0))
      }
    return isPlain
      ? word : "'\(word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
  }
}
