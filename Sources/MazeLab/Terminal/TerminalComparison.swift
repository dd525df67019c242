import MazeEnv

/// Two vector fields as text: side by side where the terminal is wide enough, else one below the other.
///
/// Squares of the patched field whose actions changed much are pointed out: inverted in colour, else with a `*`.
public struct TerminalComparison {
  private let original: TerminalField
  private let patched: TerminalField

  /// A total variation distance of this much or more is pointed out.
  public static let threshold = 0.1

  /// The fields of a comparison.
  public init(_ comparison: FieldComparison) {
    let difference = comparison.difference
    let changed = zip(difference.squares, difference.totalVariations).filter { $0.1 >= Self.threshold }.map(\.0)
    original = TerminalField(comparison.original, title: comparison.sides.original)
    patched = TerminalField(comparison.patched, title: comparison.sides.patched, highlighted: Set(changed))
  }

  /// The drawing; ends with a line feed.
  public func text(_ options: TerminalField.Options = .init()) -> String {
    let gap = "   "
    guard 2 * original.fullWidth + gap.count <= options.width else {
      return original.text(options) + "\n" + patched.text(options)
    }
    return zip(original.lines(options), patched.lines(options)).map { "\($0)\(gap)\($1)\n" }.joined()
  }
}

extension TerminalField {
  /// What the characters mean, in a line or two for the end of a drawing.
  public static func key(_ options: Options, isComparison: Bool) -> String {
    let cheese = options.isASCII ? "C" : "◆"
    let dot = options.isASCII ? "." : "·"
    let diagonals = options.isASCII ? "; / and \\ are diagonal" : ""
    let decision = options.usesColor ? "cyan" : "?"
    let changed = options.usesColor ? "inverted" : "*"
    let change = isComparison ? ", \(changed) changed (total variation 0.1 or more)" : ""
    return "\(cheese) cheese, \(decision) decision square, \(dot) no direction\(change)\(diagonals)\n"
  }
}
