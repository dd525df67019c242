import HookKit

/// What a formula may name.
enum FormulaVariable: String, CaseIterable, Sendable {
  case x, original, c, i, j, v, w

  /// Where it stands among all.
  var index: Int {
    switch self {
    case .x: 0
    case .original: 1
    case .c: 2
    case .i: 3
    case .j: 4
    case .v: 5
    case .w: 6
    }
  }
}

/// What a formula may do with numbers.
enum FormulaOperation: String, CaseIterable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "^"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case unequal = "!="
  case negate = "minus"
  case square
  case min, max, abs, exp, log, sqrt, tanh, relu
  case choose = "where"

  /// What is written as a function, with its number of arguments.
  static let functions: [String: (operation: FormulaOperation, arguments: Int)] = [
    "min": (.min, 2), "max": (.max, 2), "abs": (.abs, 1), "exp": (.exp, 1), "log": (.log, 1), "sqrt": (.sqrt, 1),
    "tanh": (.tanh, 1), "relu": (.relu, 1), "where": (.choose, 3),
  ]
}

/// What a formula computes.
indirect enum FormulaTree: Hashable, Sendable {
  case number(Float)
  case variable(FormulaVariable)
  case operation(FormulaOperation, [FormulaTree])

  /// Everything that it names.
  var variables: Set<FormulaVariable> {
    switch self {
    case .number: []
    case .variable(let variable): [variable]
    case .operation(_, let parts): parts.reduce(into: []) { $0.formUnion($1.variables) }
    }
  }

  /// What it does to `x`: `x + ...`, `... * x`, without `x` in the rest, or anything else.
  var algebra: Algebra {
    guard case .operation(let operation, let parts) = self, parts.count == 2 else { return .other }
    func isAlone(_ place: Int) -> Bool { parts[place] == .variable(.x) && !parts[1 - place].variables.contains(.x) }
    return switch operation {
    case .add where isAlone(0) || isAlone(1), .subtract where isAlone(0): .adds
    case .multiply where isAlone(0) || isAlone(1), .divide where isAlone(0): .multiplies
    default: .other
    }
  }

  /// An operation, computed at once where all is known, and left out where it changes no bit.
  static func simplified(_ operation: FormulaOperation, _ parts: [FormulaTree]) -> FormulaTree {
    let numbers = parts.compactMap { if case .number(let number) = $0 { number } else { nil } }
    if numbers.count == parts.count { return .number(FormulaLoops.value(of: operation, numbers)) }
    switch (operation, parts[0], parts.last) {
    case (.multiply, let part, .number(1)?), (.divide, let part, .number(1)?), (.power, let part, .number(1)?):
      return part
    case (.multiply, .number(1), let part?): return part
    case (.power, let part, .number(2)?): return .operation(.square, [part])
    default: return .operation(operation, parts)
    }
  }
}
