import HookKit
import MazeLab

extension Report {
  /// A field for the terminal.
  static func drawing(_ field: VectorField, _ console: Console) -> String {
    let options = TerminalField.Options(console)
    return TerminalField(field).text(options)
      + key(options, isComparison: false, console)
  }

  /// Original and patched field for the terminal, with what changed pointed out.
  static func drawing(_ comparison: FieldComparison, _ console: Console) -> String {
    let options = TerminalField.Options(console)
    return TerminalComparison(comparison).text(options)
      + key(options, isComparison: true, console)
  }

  private static func key(_ options: TerminalField.Options, isComparison: Bool, _ console: Console) -> String {
    TextWidth.wrapped(
      TerminalField.key(options, isComparison: isComparison).withoutLineFeed,
      to: console.isTerminal ? console.width : nil)
  }
}

extension TerminalField.Options {
  init(_ console: Console) {
    self.init(isASCII: console.isASCII, usesColor: console.usesColor, width: console.width)
  }
}

extension String {
  fileprivate var withoutLineFeed: String { hasSuffix("\n") ? String(dropLast()) : self }
}
