/// What stands above a column of a table: a heading for people, a key for programs.
public struct ColumnHead: Sendable, Hashable {
  /// What a column holds.
  public enum Content: Sendable, Hashable {
    /// A value.
    case value
    /// An interval of what the column of the same key holds: `KEY_interval` in JSON, `KEY_low` and `KEY_high` in CSV.
    case interval
  }

  /// The name for people.
  public let heading: String
  /// The name for programs, which no other column of the table has.
  public let key: String
  /// Value or interval.
  public let content: Content
  /// Whether programs alone see it: what a title already says to people.
  public let isForPrograms: Bool

  /// A heading with a key; by default the heading itself.
  public init(_ heading: String, key: String? = nil, _ content: Content = .value, isForPrograms: Bool = false) {
    (self.heading, self.key, self.content) = (heading, key ?? heading, content)
    self.isForPrograms = isForPrograms
  }

  /// Its key in JSON.
  var member: String { content == .interval ? "\(key)_interval" : key }

  /// Its columns in CSV.
  var columns: [String] { content == .interval ? ["\(key)_low", "\(key)_high"] : [key] }

  /// The keys that several of some columns would have, in any format; empty where all are unique.
  static func repeated(_ heads: [ColumnHead]) -> [String] {
    var seen: Set<String> = [], repeated: [String] = []
    for head in heads {
      for key in Set([head.member] + head.columns).sorted() where !seen.insert(key).inserted { repeated.append(key) }
    }
    return repeated
  }
}
