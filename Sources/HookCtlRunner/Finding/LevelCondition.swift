import HookKit
import MazeEnv

/// A condition on levels, as `maze find --where` takes it.
///
///     condition = field operator value | field | "no-" field
///     operator  = "=" | "!=" | "<" | "<=" | ">" | ">="
///
/// A field alone asks whether a level has it at all. A comparison with something that a level does not have
/// does not hold.
package struct LevelCondition {
  enum Operator: String, CaseIterable {
    // The longer ones first, so that "<=" is not read as "<".
    case notEqual = "!=", atMost = "<=", atLeast = ">=", equal = "=", less = "<", greater = ">"

    func holds(_ left: Int, _ right: Int) -> Bool {
      switch self {
      case .equal: left == right
      case .notEqual: left != right
      case .less: left < right
      case .atMost: left <= right
      case .greater: left > right
      case .atLeast: left >= right
      }
    }
  }

  private let test: (LevelFacts) -> Bool

  /// Whether it holds for a level.
  package func holds(for facts: LevelFacts) -> Bool { test(facts) }

  /// - Throws: ``ConditionError`` naming what is wrong and what would work.
  package init(_ text: String) throws(ConditionError) {
    let compact = text.filter { !$0.isWhitespace }
    guard let place = compact.firstIndex(where: { "=!<>".contains($0) }) else {
      test = try Self.presence(compact, text)
      return
    }
    guard let comparison = Operator.allCases.first(where: { compact[place...].hasPrefix($0.rawValue) }) else {
      throw .noOperator(text)
    }
    let field = try Self.field(String(compact[..<place]), text)
    let value = String(compact[place...].dropFirst(comparison.rawValue.count))
    test = try Self.comparison(field, comparison, value, text)
  }

  /// `decision-square`, `no-decision-square`.
  private static func presence(_ name: String, _ text: String) throws(ConditionError) -> (LevelFacts) -> Bool {
    let isNegated = name.hasPrefix("no-")
    let field = try field(isNegated ? String(name.dropFirst(3)) : name, text)
    switch field.kind {
    case .square(let square): return { (square($0) == nil) == isNegated }
    case .number, .region: throw .noValue(text, field: field.name, isRegion: field.isRegion)
    }
  }

  private static func comparison(
    _ field: LevelField, _ comparison: Operator, _ value: String, _ text: String
  ) throws(ConditionError) -> (LevelFacts) -> Bool {
    switch field.kind {
    case .number(let number):
      guard let wanted = Int(value) else {
        throw .badValue(text, field: field.name, value: value, wanted: "a whole number")
      }
      return { number($0).map { comparison.holds($0, wanted) } ?? false }
    case .region(let holds):
      guard let size = Int(value), size > 0 else {
        throw .badValue(text, field: field.name, value: value, wanted: "a number of squares")
      }
      guard comparison == .equal || comparison == .notEqual else {
        throw .onlyEquality(text, field: field.name)
      }
      return { holds($0, size) == (comparison == .equal) }
    case .square(let square):
      let parts = value.split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
      guard parts.count == 2, value.count(where: { $0 == "," }) == 1 else {
        throw .badValue(text, field: field.name, value: value, wanted: "ROW,COLUMN")
      }
      guard comparison == .equal || comparison == .notEqual else {
        throw .onlyEquality(text, field: field.name)
      }
      let wanted = Square(parts[0], parts[1])
      return { square($0).map { ($0 == wanted) == (comparison == .equal) } ?? false }
    }
  }

  private static func field(_ name: String, _ text: String) throws(ConditionError) -> LevelField {
    guard let field = LevelField.all.first(where: { $0.name == name }) else {
      throw .unknownField(text, name: name)
    }
    return field
  }

  /// The fields with their help, for help texts.
  static var help: String {
    var table = Table(indent: 2)
    for field in LevelField.all { table.add(field.name, field.help) }
    return table.text
  }
}

extension LevelField {
  fileprivate var isRegion: Bool { if case .region = kind { true } else { false } }
}

/// A condition that cannot be read.
package enum ConditionError: ExplainedError, Equatable {
  case unknownField(String, name: String)
  case noOperator(String)
  case noValue(String, field: String, isRegion: Bool)
  case badValue(String, field: String, value: String, wanted: String)
  case onlyEquality(String, field: String)

  package var explanation: Explanation {
    switch self {
    case .unknownField(let text, let name):
      let names = LevelField.all.map(\.name)
      return Explanation(
        .usage, "--where '\(text)'", "there is no field \"\(name)\"",
        try: NearNames.suggestion(
          for: name, in: names, otherwise: "fields are \(names.joined(separator: ", "))"))
    case .noOperator(let text):
      return Explanation(
        .usage, "--where '\(text)'", "there is no comparison of this form", try: "use =, !=, <, <=, > or >=")
    case .noValue(let text, let field, let isRegion):
      return Explanation(
        .usage, "--where '\(text)'", "\(field) needs a comparison",
        try: "write \(field)\(isRegion ? "=5" : ">=13"), for example")
    case .badValue(let text, let field, let value, let wanted):
      return Explanation(
        .usage, "--where '\(text)'", "\"\(value)\" is not what \(field) is compared with",
        try: "give \(wanted)")
    case .onlyEquality(let text, let field):
      return Explanation(.usage, "--where '\(text)'", "\(field) has no order", try: "use = or !=")
    }
  }
}
