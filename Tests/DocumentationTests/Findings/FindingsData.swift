import Foundation
import Testing

/// What an experiment, `results show` or `statistics` wrote as JSON: the numbers that pages argue from.
struct FindingsData {
  let title: String
  private let findings: [[String: Any]]
  private let recipe: [String: Any]

  /// - Parameter path: from the root of the package.
  init(_ path: String) throws {
    let data = try Data(contentsOf: Page.root.appendingPathComponent(path))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    title = try #require(object["title"] as? String)
    findings = try #require(object["findings"] as? [[String: Any]])
    recipe = try #require(object["recipe"] as? [String: Any])
  }

  /// The command that made the file, as the recipe has it.
  var command: String { recipe["command"] as? String ?? "" }

  /// The command of the sweep whose results these are.
  var sweepCommand: String { recipe["sweepCommand"] as? String ?? "" }

  /// The levels, of "0..<50".
  var levels: ClosedRange<Int> {
    get throws {
      let text = try #require(recipe["levels"] as? String)
      let bounds = text.split(separator: "..<").compactMap { Int($0) }
      try #require(bounds.count == 2, "\(text)")
      return bounds[0]...bounds[1] - 1
    }
  }

  /// The channels that follow the cheese, with how much it changes them: of "Channels 31 (+6.2), 19 (-2.4) of 32".
  var cheeseChannels: [(channel: Int, rise: String)] {
    get throws {
      let list = try #require(notes.firstMatch(of: /Channels ((?:\d+ \([-+.\d]+\),? )+)of 32/))
      return list.1.matches(of: /(\d+) \(\+?([-.\d]+)\)/).map { (Int($0.1) ?? -1, String($0.2)) }
    }
  }

  /// What the file says in words, paragraph by paragraph.
  var notes: String {
    findings.filter { $0["kind"] as? String == "note" }.compactMap { $0["text"] as? String }.joined(separator: "\n\n")
  }

  /// The captions of pictures.
  var captions: [String] {
    findings.filter { $0["kind"] as? String == "picture" }.compactMap { $0["title"] as? String }
  }

  /// A list of measures by the list's name.
  func measures(_ list: String) throws -> [FindingsRow] {
    let found = try #require(findings.first { $0["kind"] as? String == "measures" && $0["name"] as? String == list })
    return try #require(found["measures"] as? [[String: Any]]).map(FindingsRow.init)
  }

  /// All lists of measures.
  var allMeasures: [[FindingsRow]] {
    findings.compactMap { ($0["measures"] as? [[String: Any]])?.map(FindingsRow.init) }
  }

  /// The rows of a table, in its order.
  func rows(_ table: String) throws -> [FindingsRow] {
    let found = try #require(findings.first { $0["kind"] as? String == "table" && $0["name"] as? String == table })
    return try #require(found["rows"] as? [[String: Any]]).map(FindingsRow.init)
  }

  /// The one row whose cells are these.
  func row(_ table: String, _ cells: [String: any Equatable]) throws -> FindingsRow {
    let found = try rows(table).filter { row in cells.allSatisfy { row.has($0.key, $0.value) } }
    try #require(found.count == 1, "\(table): \(found.count) rows with \(cells)")
    return found[0]
  }

  /// A measure by its name, with its interval.
  func measure(_ name: String) throws -> Estimate {
    let all = findings.compactMap { $0["measures"] as? [[String: Any]] }.joined()
    let found = all.filter { $0["name"] as? String == name }
    try #require(found.count == 1, "\(found.count) measures \"\(name)\" of \(all.map { $0["name"] ?? "" })")
    return try FindingsRow(cells: found[0]).estimate("value", interval: "interval")
  }
}

/// A row of a table of findings.
struct FindingsRow {
  let cells: [String: Any]

  /// Whether there is more than null.
  func has(_ key: String) -> Bool { cells[key].map { !($0 is NSNull) } ?? false }

  func has(_ key: String, _ value: any Equatable) -> Bool {
    if let number = (value as? Double) ?? (value as? Int).map(Double.init) { return cells[key] as? Double == number }
    return cells[key] as? String == value as? String
  }

  func number(_ key: String) throws -> Double {
    try #require(cells[key] as? Double, "\(key) of \(cells.keys.sorted())")
  }
  func whole(_ key: String) throws -> Int { try #require(cells[key] as? Int, "\(key) of \(cells.keys.sorted())") }
  func text(_ key: String) throws -> String { try #require(cells[key] as? String, "\(key) of \(cells.keys.sorted())") }

  /// A number with the interval that is a cell of its own.
  func estimate(_ key: String, interval: String) throws -> Estimate {
    let bounds = FindingsRow(cells: try #require(cells[interval] as? [String: Any], "\(interval)"))
    return Estimate(
      value: try number(key), low: try bounds.number("low"), high: try bounds.number("high"), n: cells["n"] as? Int ?? 0
    )
  }

  /// A number with the interval that its table has beside it.
  func estimate(_ key: String) throws -> Estimate { try estimate(key, interval: "\(key)_interval") }

  /// The columns of `results show`.
  var mean: Estimate { get throws { try estimate("mean", interval: "mean_interval") } }
  var aboveRandom: Estimate { get throws { try estimate("above_random", interval: "above_random_interval") } }
  var percentile: Estimate {
    get throws { try estimate("random_percentile", interval: "random_percentile_interval") }
  }
  var change: Double { get throws { try number("change_ratio") } }
}

/// A number with its interval.
struct Estimate {
  let value: Double
  let low: Double
  let high: Double
  let n: Int

  /// Whether the interval leaves out 0.
  var differs: Bool { low > 0 || high < 0 }

  /// As pages write it: "0.20 (0.07 to 0.46)".
  func text(_ decimals: Int) -> String {
    "\(value, decimals: decimals) (\(low, decimals: decimals) to \(high, decimals: decimals))"
  }

  /// As a share in percent: "13 % (10 to 18)".
  var percent: String { "\(100 * value, decimals: 0) % (\(100 * low, decimals: 0) to \(100 * high, decimals: 0))" }
}
