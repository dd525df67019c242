import Foundation
import HookKit

/// The characters and escape sequences that fields are drawn with in a terminal.
struct TerminalStyle {
  /// What is on a square.
  enum Content {
    case wall, cheese, nothing
    case arrow(Arrow, isHighlighted: Bool, isDecision: Bool)
  }

  let options: TerminalField.Options

  init(_ options: TerminalField.Options) { self.options = options }

  /// Arrows shorter than this are drawn as a dot: the mouse mostly stays, or goes back and forth.
  static let still = 0.1
  /// Arrows shorter than this are drawn dim.
  static let weak = 0.5

  private static let unicode = ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"]
  private static let ascii = [">", "/", "^", "\\", "<", "/", "v", "\\"]

  /// The character for an arrow: the nearest of eight directions.
  func symbol(_ arrow: Arrow) -> String {
    guard arrow.length >= Self.still else { return options.isASCII ? "." : "·" }
    let eighth = Int(bounded: (atan2(arrow.row, arrow.column) / (.pi / 4)).rounded())
    return (options.isASCII ? Self.ascii : Self.unicode)[(eighth + 8) % 8]
  }

  /// A square's text: two columns, or one where the terminal is narrow.
  func text(of content: Content, isWide: Bool) -> String {
    switch content {
    case .wall:
      let block = options.isASCII ? "#" : "█"
      return coded(isWide ? block + block : block, Self.dim)
    case .cheese:
      return coded(options.isASCII ? "C" : "◆", Self.cheese) + (isWide ? " " : "")
    case .nothing:
      return isWide ? "  " : " "
    case .arrow(let arrow, let isHighlighted, let isDecision):
      var codes: [String] = []
      if arrow.length < Self.weak { codes.append(Self.dim) } else { codes.append(Self.bold) }
      if isDecision { codes.append(Self.decision) }
      if isHighlighted { codes.append(Self.highlight) }
      // Without colours, the column beside the arrow says what colours would.
      let mark = isHighlighted ? "*" : isDecision ? "?" : " "
      return coded(symbol(arrow), codes.joined(separator: ";")) + (isWide ? (options.usesColor ? " " : mark) : "")
    }
  }

  private static let bold = "1"
  private static let dim = "2"
  private static let cheese = "1;33"
  private static let decision = "36"
  private static let highlight = "7"

  private func coded(_ text: String, _ codes: String) -> String {
    options.usesColor ? "\u{1B}[\(codes)m\(text)\u{1B}[0m" : text
  }

  /// Text cut or filled up to a number of columns.
  static func padded(_ text: String, to width: Int) -> String {
    let cut = text.count > width ? String(text.prefix(max(width - 1, 0))) + (width > 0 ? "…" : "") : text
    return cut + String(repeating: " ", count: max(0, width - cut.count))
  }
}
