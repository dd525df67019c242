import HookKit
import MazeLab

/// JSON as tables: a line for each entry of a list, a column for each key that some entry has; of an object its members, one
/// a line. Lists of objects inside are tables of their own, each line with the first member of what it is from.
struct JSONTables {
  /// The main table first.
  private(set) var tables: [DataTable] = []
  /// A row's columns in their order.
  private typealias Row = [(key: String, cell: TableCell)]

  init(_ json: JSONValue, named name: String) {
    guard case .object(let members) = json else {
      add(name, Self.entries(json))
      return
    }
    let flat = members.filter { Self.objects($0.value) == nil }
    let rows = flat.flatMap { Self.cells($0.key, $0.value) }
    if !rows.isEmpty {
      let cells = rows.map { [TableCell.text($0.key), $0.cell] }
      tables.append(DataTable(name, heads: [ColumnHead("", key: "name"), ColumnHead("value")], rows: cells))
    }
    for member in members {
      if let entries = Self.objects(member.value) { add(Self.slug(member.key), entries) }
    }
  }

  var findings: [any Finding] { tables }

  /// The entries of a list; any other value is the only one.
  private static func entries(_ json: JSONValue) -> [[JSONValue.Member]] {
    guard case .array(let values) = json else { return [[.init("value", json)]] }
    return values.map { if case .object(let members) = $0 { members } else { [.init("value", $0)] } }
  }

  /// The objects of a list that has nothing else.
  private static func objects(_ json: JSONValue) -> [[JSONValue.Member]]? {
    guard case .array(let values) = json, !values.isEmpty else { return nil }
    let objects = values.compactMap { value -> [JSONValue.Member]? in
      if case .object(let members) = value { members } else { nil }
    }
    return objects.count == values.count ? objects : nil
  }

  /// Adds a table of entries, and those of the lists inside them.
  private mutating func add(_ name: String, _ entries: [[JSONValue.Member]]) {
    var rows: [Row] = [], inner: [(key: String, entries: [[JSONValue.Member]])] = []
    for members in entries {
      rows.append(members.filter { Self.objects($0.value) == nil }.flatMap { Self.cells($0.key, $0.value) })
      for member in members {
        guard let objects = Self.objects(member.value), let first = members.first else { continue }
        let owned = objects.map { [JSONValue.Member("of", first.value)] + $0 }
        if let place = inner.firstIndex(where: { $0.key == member.key }) {
          inner[place].entries += owned
        } else {
          inner.append((member.key, owned))
        }
      }
    }
    tables.append(Self.table(name, rows))
    for (key, entries) in inner { add("\(name)-\(Self.slug(key))", entries) }
  }

  private static func table(_ name: String, _ rows: [Row]) -> DataTable {
    var keys: [String] = []
    for key in rows.flatMap({ $0.map(\.key) }) where !keys.contains(key) { keys.append(key) }
    if keys.isEmpty { keys = ["name"] }
    return DataTable(
      name, header: keys,
      rows: rows.map { row in keys.map { key in row.first { $0.key == key }?.cell ?? .missing } })
  }

  /// The cells of a member: one, or for an object one for each of its members, `outer.inner`.
  private static func cells(_ key: String, _ value: JSONValue) -> Row {
    guard case .object(let members) = value, !members.isEmpty else { return [(key, cell(value))] }
    return members.flatMap { cells("\(key).\($0.key)", $0.value) }
  }

  private static func cell(_ value: JSONValue) -> TableCell {
    switch value {
    case .null: .missing
    case .bool(let value): .bool(value)
    case .integer(let value): .integer(value)
    case .large(let value): .text(String(value))
    case .number(let value): .number(value)
    case .string(let text): .text(text)
    case .array(let values): .text(values.map(text).joined(separator: ", "))
    case .object: .text("")
    }
  }

  /// A value within a list, on one line.
  private static func text(_ value: JSONValue) -> String {
    if case .string(let text) = value { text } else { value.line }
  }

  /// `alsoHolds` as files have it: "also-holds".
  private static func slug(_ key: String) -> String {
    let words = key.map { $0.isUppercase ? "-\($0.lowercased())" : $0.isLetter || $0.isNumber ? String($0) : "-" }
    return words.joined()
  }
}
