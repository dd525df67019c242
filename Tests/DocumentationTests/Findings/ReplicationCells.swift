import Foundation
import Testing

/// A cell of a table of the replication: which number of which file it shows.
struct ReplicationCell {
  private let cell: [String: Any]

  /// The tables by name, each a list of rows: a label, and its cells.
  static func tables() throws -> [String: [(label: String, cells: [ReplicationCell])]] {
    let file = Page.root.appendingPathComponent("Documentation/Replication/cells.json")
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    return try #require(object as? [String: [[String: Any]]]).mapValues { rows in
      try rows.map { row in
        let cells = try #require(row["cells"] as? [[String: Any]])
        return (try #require(row["label"] as? String), cells.map(ReplicationCell.init))
      }
    }
  }

  private func text(_ key: String) -> String? { cell[key] as? String }

  private func row(_ data: FindingsData) throws -> FindingsRow {
    if let measure = text("measure") {
      let lists = try text("list").map { [try data.measures($0)] } ?? data.allMeasures
      let found = lists.joined().filter { $0.has("name", measure) }
      try #require(found.count == 1, "\(found.count) measures \(measure)")
      return found[0]
    }
    let conditions = try #require(cell["where"] as? [String: Any]).mapValues { value -> any Equatable in
      (value as? String) ?? (value as? Double) ?? .nan
    }
    return try data.row(try #require(text("table")), conditions)
  }

  /// The number, with its interval where it has one.
  func estimate() throws -> Estimate {
    let row = try row(FindingsData(try #require(text("file"))))
    let name = text("column") ?? "value"
    let key = name == "value" ? "interval" : "\(name)_interval"
    let bounds = FindingsRow(cells: try #require(row.cells[key] as? [String: Any], "\(key)"))
    return Estimate(
      value: try row.number(name), low: try bounds.number("low"), high: try bounds.number("high"),
      n: bounds.has("n") ? try bounds.whole("n") : 0)
  }

  /// As the page has it.
  func shown() throws -> String {
    let row = try row(FindingsData(try #require(text("file"))))
    if let part = text("part"), let whole = text("whole") { return "\(try row.whole(part)) of \(try row.whole(whole))" }
    if let error = text("error") {
      return "\(try row.number(text("column") ?? "value"), decimals: 3) ± \(try row.number(error), decimals: 3)"
    }
    let estimate = try estimate()
    let count = estimate.n > 0 ? "; \(estimate.n)" : ""
    return "\(estimate.value, decimals: 3) (\(estimate.low, decimals: 3) to \(estimate.high, decimals: 3)\(count))"
  }
}
