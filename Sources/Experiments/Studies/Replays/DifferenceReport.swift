import HookKit
import MazeEnv
import MazeLab
import Sweeps

/// Where pairs of runs part, and by how much: what `hookctl diff` shows.
public struct DifferenceReport: Report {
  /// Two runs of one name, or of two.
  public struct Pair: Sendable {
    /// What the pair is called.
    public let name: String
    /// How they differ.
    public let difference: RunDifference

    /// The difference of two runs.
    public init(_ name: String, _ difference: RunDifference) { (self.name, self.difference) = (name, difference) }
  }

  /// The line above everything.
  public let title: String
  /// The pairs.
  public let pairs: [Pair]
  /// Whether the terminal shows every site.
  public let showsSites: Bool
  /// How it was made.
  public var recipe: Recipe

  /// Where pairs of runs part.
  public init(_ title: String, _ pairs: [Pair], showsSites: Bool = false, recipe: Recipe = Recipe()) {
    (self.title, self.pairs, self.showsSites, self.recipe) = (title, pairs, showsSites, recipe)
  }

  public var text: String { TextWidth.wrapped(pairs.map(text).joined(separator: "\n\n")) }
  public var listName: String { "runs" }
  public var json: JSONValue { .array(pairs.map(\.json)) }

  public var findings: Findings {
    get throws {
      try .card(title, recipe: recipe) {
        for pair in pairs { Note(pair.summary) as any Finding }
        pairs.table
        "Distances are estimates from sketches, parts of the activation's norm, good to a third."
      }
    }
  }

  private func text(_ pair: Pair) -> String {
    guard showsSites, pair.difference.first != nil else { return pair.summary }
    var table = Table(indent: 2)
    table.add("site", "squares that differ", "largest", "at")
    for site in pair.difference.sites {
      table.add(
        site.site, "\(site.squares.count) of \(site.count)",
        site.largest.map { Pair.percent($0.distance) } ?? "", site.largest.map { "\($0.square)" } ?? "")
    }
    return pair.summary + "\n" + table.text
  }
}

extension DifferenceReport.Pair {
  /// Where the two part, in words.
  var summary: String {
    guard let first = difference.first else {
      return "\(name): the same" + (difference.isIdentical ? ", bit for bit" : " but for rounding")
    }
    return "\(name): \(Self.words(first))\n"
      + "largest change of a probability: \(difference.largestProbabilityChange.fourDecimals)"
  }

  /// Where two runs first part, in words.
  static func words(_ site: RunDifference.AtSite) -> String {
    guard let square = site.squares.first, let largest = site.largest else { return "they do not part" }
    return
      "they first part at \(site.site), square \(square.square), by about \(percent(square.distance)) of the activation's norm; "
      + "\(site.squares.count) of \(site.count) squares differ there, most \(largest.square) by \(percent(largest.distance))"
  }

  static func percent(_ distance: Double) -> String {
    guard distance >= 1e-9 else { return "less than a billionth" }
    let value = 100 * distance
    return value >= 0.1 ? "\((value * 10).rounded() / 10) %" : distance.powerOfTen
  }

  fileprivate var json: JSONValue {
    .object([
      .init("run", .string(name)), .init("identical", .bool(difference.isIdentical)),
      .init("firstSite", difference.first.map { .string($0.site) } ?? .null),
      .init("firstSquare", difference.first?.squares.first?.square.json ?? .null),
      .init("largestProbabilityChange", .number(difference.largestProbabilityChange)),
      .init("sites", .array(difference.sites.map(Self.json))),
    ])
  }

  private static func json(_ site: RunDifference.AtSite) -> JSONValue {
    .object([
      .init("site", .string(site.site)), .init("squares", .integer(site.squares.count)),
      .init("of", .integer(site.count)), .init("largest", site.largest.map { .number($0.distance) } ?? .null),
    ])
  }
}

extension [DifferenceReport.Pair] {
  /// Every site of all pairs.
  var table: DataTable {
    let sites = flatMap { pair in pair.difference.sites.map { (run: pair.name, site: $0) } }
    return DataTable("sites", "By site", of: sites) {
      Column("run", \.run)
      Column("site", \.site.site)
      Column("squares that differ", \.site.squares.count)
      Column("of", \.site.count)
      Column("largest distance") { $0.site.largest?.distance }
      Column("at") { $0.site.largest?.square }
    }
  }
}
