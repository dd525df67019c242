import Experiments
import HookKit

extension OutputFormat {
  /// What findings are written as for people.
  static let cards: [OutputFormat] = [.html, .md, .txt]

  /// Whether it is a card: everything found, for people.
  var isCard: Bool { Self.cards.contains(self) }
}

extension OutputFile {
  /// The contents of the file that says what was found; the file's kind is one of `OutputFormat.cards`.
  func card(_ findings: Findings) throws -> FileOutput.Contents {
    let bytes =
      switch format {
      case .html: try findings.html()
      case .md: findings.markdown()
      default: "\(findings.text)\n\n\(findings.recipe.text)\n"
      }
    return FileOutput.Contents(Array(bytes.utf8), for: path)
  }
}
