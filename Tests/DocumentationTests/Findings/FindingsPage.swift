import Foundation
import Testing

/// A page that says what was found, held against the data it comes from.
///
/// The page is cut into sentences and rows of tables. A test states each that has a number, made of the numbers of the
/// data file; at the end nothing with a number may be left that was not stated. So a number on the page is either in the
/// data, or the test says that it is none of theirs.
final class FindingsPage {
  let path: String
  /// Sentences and rows, in the page's order.
  let statements: [String]
  private let text: String
  private var stated: Set<String> = []

  convenience init(_ path: String) throws { self.init(path: path, text: try Page(path).text) }

  init(path: String, text: String) {
    (self.path, self.text) = (path, text)
    statements = Statements.of(text)
  }

  /// The page says this, word for word; line breaks and bold type aside.
  func says(_ sentence: String, at location: SourceLocation = #_sourceLocation) {
    let plain = Statements.plain(sentence)
    stated.insert(plain)
    if !statements.contains(plain) {
      Issue.record("\(path) does not say:\n\(plain)\nnearest:\n\(nearest(to: plain))", sourceLocation: location)
    }
  }

  /// The page has this row of a table.
  func hasRow(_ cells: [String], at location: SourceLocation = #_sourceLocation) {
    says("| " + cells.joined(separator: " | ") + " |", at: location)
  }

  /// The page shows this command, on one line or on several that end with a backslash.
  func checkShows(_ command: String, at location: SourceLocation = #_sourceLocation) {
    let shown = Statements.plain(text.replacing("\\\n", with: " "))
    #expect(shown.contains(Statements.plain(command)), "\(path) does not show: \(command)", sourceLocation: location)
  }

  /// What has a number, and nobody has stated.
  var unstated: [String] { statements.filter { Statements.hasNumber($0) && !stated.contains($0) } }

  /// Every sentence with a number was stated.
  func checkAllWasStated(at location: SourceLocation = #_sourceLocation) {
    for sentence in unstated {
      Issue.record("\(path): no data is given for:\n\(sentence)", sourceLocation: location)
    }
  }

  /// The statement that has most words in common.
  private func nearest(to sentence: String) -> String {
    let words = Set(sentence.split(separator: " "))
    func common(_ other: String) -> Int { words.intersection(other.split(separator: " ")).count }
    return statements.max { common($0) < common($1) } ?? ""
  }
}

extension [Int] {
  /// "31, 19 and 14".
  var listed: String {
    dropLast().map(String.init).joined(separator: ", ") + (count > 1 ? " and " : "") + "\(last ?? 0)"
  }
}

extension DefaultStringInterpolation {
  /// A number as pages write it: so many decimals, "-0.00" as "0.00".
  mutating func appendInterpolation(_ value: Double, decimals: Int) {
    let text = String(format: "%.\(decimals)f", value)
    appendLiteral(Double(text) == 0 && text.hasPrefix("-") ? String(text.dropFirst()) : text)
  }
}
