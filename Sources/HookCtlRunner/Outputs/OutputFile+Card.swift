import Experiments
import HookKit

extension OutputFormat {
  /// What findings are written as for people.
  static let cards: [OutputFormat] = [.html, .md, .txt]

  /// Whether it is a card: everything found, for people.
  var isCard: Bool { Self.cards.contains(self) }
}

extension OutputFile {
  /// The contents of the file that says what was found.
  ///
  /// - Precondition: the file's kind is one of `OutputFormat.cards`.
  func card(_ findings: Findings) throws -> FileOutput.Contents {
    guard let kind = FindingsFormat(rawValue: format.rawValue), let page = try findings.page(kind, at: path) else {
      preconditionFailure(".\(format.rawValue) files are no cards")
    }
    return page
  }
}
