import HookKit

/// Reads formulas by recursive descent.
///
///     comparison = sum [("<" | "<=" | ">" | ">=" | "==" | "!=") sum]
///     sum        = product {("+" | "-") product}
///     product    = sign {("*" | "/") sign}
///     sign       = "-" sign | power
///     power      = atom ["^" sign]
///     atom       = number | name | name "(" comparison {"," comparison} ")" | "(" comparison ")"
struct FormulaParser {
  /// Nobody writes more by hand, and every one takes a loop over the activation.
  private static let most = 1000
  private static let deepest = 64

  private let text: String
  private let characters: [Character]
  private var position = 0
  private var operations = 0
  private var depth = 0

  private init(_ text: String) { (self.text, characters) = (text, Array(text)) }

  /// - Throws: `SyntaxError` with the place of the first fault.
  static func tree(of text: String) throws(SyntaxError) -> FormulaTree {
    var parser = FormulaParser(text)
    let tree = try parser.comparison()
    parser.skipSpaces()
    guard parser.position == parser.characters.count else {
      throw parser.fault("expected an operator or the end", try: Self.list)
    }
    return tree
  }

  // MARK: Operators

  private static let comparisons = ["<=", ">=", "==", "!=", "<", ">"]

  private mutating func comparison() throws(SyntaxError) -> FormulaTree {
    let left = try sum()
    guard let sign = take(anyOf: Self.comparisons) else { return left }
    let tree = try joined(sign, left, try sum())
    skipSpaces()
    if Self.comparisons.contains(where: starts(with:)) {
      throw fault("comparisons cannot follow each other", try: "multiply them: (0 < x) * (x < 1)")
    }
    return tree
  }

  private mutating func sum() throws(SyntaxError) -> FormulaTree {
    var tree = try product()
    while let sign = take(anyOf: ["+", "-"]) { tree = try joined(sign, tree, try product()) }
    return tree
  }

  private mutating func product() throws(SyntaxError) -> FormulaTree {
    var tree = try sign()
    while let sign = take(anyOf: ["*", "/"]) {
      if starts(with: "*") { throw fault("expected a value", try: "a power is written x^2") }
      tree = try joined(sign, tree, try self.sign())
    }
    return tree
  }

  private mutating func sign() throws(SyntaxError) -> FormulaTree {
    guard take(anyOf: ["-"]) != nil else { return try power() }
    return try deeper { (parser) throws(SyntaxError) in try parser.counted(.negate, [try parser.sign()]) }
  }

  private mutating func power() throws(SyntaxError) -> FormulaTree {
    let base = try atom()
    guard take(anyOf: ["^"]) != nil else { return base }
    return try deeper { (parser) throws(SyntaxError) in try parser.joined("^", base, try parser.sign()) }
  }

  // MARK: Values

  private mutating func atom() throws(SyntaxError) -> FormulaTree {
    skipSpaces()
    guard let next = peek else { throw fault("expected a value", try: Self.list) }
    if next.isNumber || next == "." { return .number(try number()) }
    if next.isLetter { return try name() }
    guard take(anyOf: ["("]) != nil else { throw fault("expected a value", try: Self.list) }
    let tree = try deeper { (parser) throws(SyntaxError) in try parser.comparison() }
    guard take(anyOf: [")"]) != nil else { throw fault("expected )", try: "every ( needs its )") }
    return tree
  }

  private mutating func number() throws(SyntaxError) -> Float {
    let start = position
    while let next = peek, next.isNumber || next == "." || isExponent(next) { position += 1 }
    let word = String(characters[start..<position])
    guard let number = Float(word), number.isFinite else {
      throw fault("\(word) is no number that 32-bit floats reach", at: start, try: "write numbers as 0.5 or 1e-3")
    }
    return number
  }

  /// Whether a character belongs to the exponent of a number: `e`, or the sign after it.
  private func isExponent(_ character: Character) -> Bool {
    switch character {
    case "e", "E":
      let next = position + 1 < characters.count ? characters[position + 1] : " "
      return next.isNumber || next == "-" || next == "+"
    case "-", "+": return "eE".contains(characters[position - 1])
    default: return false
    }
  }

  private mutating func name() throws(SyntaxError) -> FormulaTree {
    let start = position
    while let next = peek, next.isLetter || next.isNumber || next == "_" { position += 1 }
    let word = String(characters[start..<position])
    if let variable = FormulaVariable(rawValue: word) { return .variable(variable) }
    guard let function = FormulaOperation.functions[word] else {
      let names = FormulaVariable.allCases.map(\.rawValue) + FormulaOperation.functions.keys.sorted()
      throw fault("there is no \(word)", at: start, try: "there are \(names.joined(separator: ", "))")
    }
    let arguments = try arguments(of: word)
    guard arguments.count == function.arguments else {
      throw fault(
        "\(word) takes \(function.arguments) value\(function.arguments == 1 ? "" : "s"), not \(arguments.count)",
        at: start, try: "write \(Self.signature(word))")
    }
    return try counted(function.operation, arguments)
  }

  private mutating func arguments(of function: String) throws(SyntaxError) -> [FormulaTree] {
    guard take(anyOf: ["("]) != nil else {
      throw fault("expected ( after \(function)", try: "write \(Self.signature(function))")
    }
    return try deeper { (parser) throws(SyntaxError) in
      var arguments = [try parser.comparison()]
      while parser.take(anyOf: [","]) != nil { arguments.append(try parser.comparison()) }
      guard parser.take(anyOf: [")"]) != nil else { throw parser.fault("expected , or )", try: "every ( needs its )") }
      return arguments
    }
  }

  private static func signature(_ function: String) -> String {
    let example = ["where": "where(x > 0, x, 0)", "min": "min(x, 1)", "max": "max(x, 0)"]
    return example[function] ?? "\(function)(x)"
  }

  private static let list =
    "a formula has numbers, x, original, c, i, j, v, w, + - * / ^, comparisons, and min max abs exp log sqrt tanh relu where"

  // MARK: Limits

  private mutating func joined(
    _ sign: String, _ left: FormulaTree, _ right: FormulaTree
  ) throws(SyntaxError) -> FormulaTree {
    guard let operation = FormulaOperation(rawValue: sign) else { throw fault("expected an operator", try: Self.list) }
    return try counted(operation, [left, right])
  }

  private mutating func counted(
    _ operation: FormulaOperation, _ parts: [FormulaTree]
  ) throws(SyntaxError) -> FormulaTree {
    operations += 1
    guard operations <= Self.most else {
      throw fault("the formula is too long", try: "use at most \(Self.most) operations, or several edits")
    }
    return .simplified(operation, parts)
  }

  private mutating func deeper<Result>(
    _ body: (inout FormulaParser) throws(SyntaxError) -> Result
  ) throws(SyntaxError) -> Result {
    guard depth < Self.deepest else {
      throw fault("the formula is nested too deeply", try: "nest at most \(Self.deepest) parentheses and signs")
    }
    depth += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  // MARK: Characters

  private var peek: Character? { position < characters.count ? characters[position] : nil }

  private mutating func skipSpaces() { while let next = peek, next.isWhitespace { position += 1 } }

  private func starts(with sign: String) -> Bool { characters[position...].starts(with: Array(sign)) }

  private mutating func take(anyOf signs: [String]) -> String? {
    skipSpaces()
    guard let sign = signs.first(where: starts(with:)) else { return nil }
    position += sign.count
    return sign
  }

  private func fault(_ problem: String, at place: Int? = nil, try remedy: String) -> SyntaxError {
    SyntaxError("formula", text, at: place ?? position, problem, try: remedy)
  }
}
