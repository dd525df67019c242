import HookKit

/// What stands in the braces of a call: `{-2..2/0.5}`, `{0..<64}`, `{cheese.npz, hint.npz}`, `{[5] | [6, 7]}`,
/// `{embedder.block*.resadd_out}`.
///
///     content = part {"," part} | part {"|" part}
///     part    = number ("-" | ".." | "...") number ["/" step] | number (":" | "..<") number ["/" step] | number | text
///
/// The number at the end is one of them after `-`, `..` and `...`, as in levels, and not after `:` and `..<`.
///
/// A text with `*` or `?` in the place of a site stands for every site that it matches, one at a time, in the order in which
/// they are computed.
struct AxisContent {
  let values: [Axis.Value]

  /// - Parameter graph: given where sites are meant.
  /// - Throws: ``SweepError``, `SiteError`.
  init(_ text: String, sitesOf graph: ModuleGraph?) throws {
    var values: [Axis.Value] = []
    for part in Self.parts(text) {
      guard !part.isEmpty else { throw SweepError.braces(text, "there is an empty value") }
      guard values.count <= EvenSteps.limit else {
        throw SweepError.braces(
          text.count > 100 ? "\(text.prefix(100))…" : text,
          "these are more than \(EvenSteps.limit.grouped) values, too many for one axis")
      }
      if let numbers = try Self.wholeNumbers(part) {
        values += numbers.map(Axis.Value.init(whole:))
      } else if let steps = try Self.steps(part) {
        values += steps.values.map(Axis.Value.init(nearest:))
      } else if let number = Double(part), number.isFinite {
        values.append(Axis.Value(nearest: number))
      } else if let graph, part.contains("*") || part.contains("?") {
        values += try SitePattern(part).sites(in: graph).map { .text($0.name) }
      } else {
        values.append(.text(part))
      }
    }
    self.values = graph.map { Self.inOrder(values, $0) } ?? values
  }

  /// Sites in the order in which they are computed, each once; what is no site stays where it is, for errors to name.
  private static func inOrder(_ values: [Axis.Value], _ graph: ModuleGraph) -> [Axis.Value] {
    let sites = values.compactMap { graph.site(named: $0.text) }
    guard sites.count == values.count else { return values }
    return Set(sites).sorted { $0.index < $1.index }.map { .text($0.name) }
  }

  /// The values as they are written, without spaces around them.
  static func parts(_ text: String) -> [String] {
    let separator: Character = text.contains("|") ? "|" : ","
    var parts = [""]
    var depth = 0
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if "[(".contains(character) {
        depth += 1
      } else if "])".contains(character) {
        depth -= 1
      }
      if character == separator, depth == 0, quote == nil {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map(\.trimmed)
  }

  /// The whole numbers that a part means, exactly: `7`, `0-9`, `0..9`, `0:10`, `0..100/10`; nil for other parts.
  ///
  /// - Throws: ``SweepError/steps(_:_:)``.
  static func wholeNumbers(_ part: String) throws -> [Int128]? {
    let compact = part.filter { !$0.isWhitespace }
    // Far beyond any number that can be stored, and no sum of three of them overflows.
    func number(_ text: Substring) -> Int128? { Int128(text).flatMap { $0.magnitude < 1 << 100 ? $0 : nil } }
    if let number = number(compact[...]) { return [number] }
    guard let match = compact.wholeMatch(of: /(-?\d+)(\.\.[.<]?|:|-)(-?\d+)(?:\/(\d+))?/),
      let first = number(match.1), let last = number(match.3), let step = match.4.map(number) ?? 1
    else { return nil }
    return try EvenSteps.wholeNumbers(from: first, to: last, by: step, includesEnd: !endsBefore.contains(match.2))
  }

  /// The ranges that do not have the number at their end.
  private static let endsBefore: Set<Substring> = [":", "..<"]

  private static func steps(_ part: String) throws -> EvenSteps? {
    let compact = part.filter { !$0.isWhitespace }
    let pattern =
      /(-?\d+(?:\.\d+)?(?:[eE]-?\d+)?)(\.\.[.<]?|:|-)(-?\d+(?:\.\d+)?(?:[eE]-?\d+)?)(?:\/(\d+(?:\.\d+)?(?:[eE]-?\d+)?))?/
    guard let match = compact.wholeMatch(of: pattern), let first = Double(match.1), let last = Double(match.3)
    else {
      return nil
    }
    return try EvenSteps(
      from: first, to: last, by: match.4.flatMap { Double($0) } ?? 1, includesEnd: !endsBefore.contains(match.2))
  }
}

extension String {
  /// Without spaces at either end.
  var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
