import HookKit
import MazeLab

/// JSON as tables: a line for each entry of a list, a column for each key that some entry has; of an object its members, one
/// a line, and its lists. Lists of objects inside entries are tables of their own, each line with the first member of its
/// entry, which has the first members of theirs.
struct JSONTables {
  /// The table of the list, or of the object's members, first.
  private(set) var tables: [DataTable] = []
  private typealias Entry = [JSONValue.Member]
  /// A row's columns in their order.
  private typealias Row = [(key: String, cell: TableCell)]

  /// - Parameters:
  ///   - json: a list, or an object.
  ///   - name: what the list is called.
  ///   - columns: the columns of a list without entries.
  init(_ json: JSONValue, named name: String, columns: [String] = []) {
    guard case .object(let members) = json else {
      add(name, Self.entries(of: json) ?? [[.init("value", json)]], columns)
      return
    }
    let lists = members.filter { Self.objects($0.value) != nil }
    let rows = members.filter { member in !lists.contains { $0.key == member.key } }.flatMap {
      Self.cells($0.key, $0.value)
    }
    if !rows.isEmpty {
      let heads = [ColumnHead("", key: "name"), ColumnHead("value")]
      tables.append(DataTable("summary", heads: heads, rows: rows.map { [.text($0.key), $0.cell] }))
    }
    for list in lists { add(Self.slug(list.key), Self.objects(list.value) ?? []) }
  }

  /// The entries of a list; nil for another value.
  private static func entries(of json: JSONValue) -> [Entry]? {
    guard case .array(let values) = json else { return nil }
    return values.map { if case .object(let members) = $0 { members } else { [.init("value", $0)] } }
  }

  /// The objects of a list that has nothing else; nil for an empty one, and other values.
  private static func objects(_ json: JSONValue) -> [Entry]? {
    guard case .array(let values) = json, !values.isEmpty else { return nil }
    let objects = values.compactMap { value -> Entry? in
      if case .object(let members) = value { members } else { nil }
    }
    return objects.count == values.count ? objects : nil
  }

  /// Adds a table of entries, and those of the lists inside them.
  private mutating func add(_ name: String, _ entries: [Entry], _ columns: [String] = []) {
    var lists: [String] = []
    for member in entries.joined() where Self.objects(member.value) != nil && !lists.contains(member.key) {
      lists.append(member.key)
    }
    let rows = entries.map { entry in entry.flatMap { Self.cells($0.key, $0.value) } }
    tables.append(Self.table(name, rows, columns))
    for key in lists { add("\(name)-\(Self.slug(key))", entries.flatMap { Self.owned($0, key) }) }
  }

  /// The objects of a list inside an entry, each with what the entry is called.
  private static func owned(_ entry: Entry, _ key: String) -> [Entry] {
    guard let first = entry.first, let list = entry.first(where: { $0.key == key }) else { return [] }
    return (objects(list.value) ?? []).map { [JSONValue.Member("of", first.value)] + $0 }
  }

  private static func table(_ name: String, _ rows: [Row], _ columns: [String]) -> DataTable {
    var keys: [String] = []
    for key in rows.flatMap({ $0.map(\.key) }) where !keys.contains(key) { keys.append(key) }
    if keys.isEmpty { keys = columns.isEmpty ? ["name"] : columns }
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

  /// A value within a list, on one line: of an object its first member.
  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .object(let members): members.first.map { text($0.value) } ?? ""
    default: value.line
    }
  }

  /// `alsoHolds` as files have it: "also-holds".
  private static func slug(_ key: String) -> String {
    key.map { $0.isUppercase ? "-\($0.lowercased())" : $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
  }
}
