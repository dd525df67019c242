import HookKit
import MazeLab

extension Report {
  /// A field for the terminal.
  static func drawing(_ field: VectorField, _ console: Console) -> String {
    let options = TerminalField.Options(console)
    return TerminalField(field).text(options)
      + TerminalField.key(options, isComparison: false).withoutLineFeed
  }

  /// Original and patched field for the terminal, with what changed pointed out.
  static func drawing(_ comparison: FieldComparison, _ console: Console) -> String {
    let options = TerminalField.Options(console)
    return TerminalComparison(comparison).text(options)
      + TerminalField.key(options, isComparison: true).withoutLineFeed
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
