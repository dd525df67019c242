/// Reads the call syntax character by character, and knows where it stands when something is wrong.
struct CallParser {
  let characters: [Character]
  var position = 0

  init(_ text: String) { characters = Array(text) }

  /// The parts of a call, before the registry has seen them.
  struct Call: Equatable {
    var kind: String
    var parameters: [String: ParameterValue]
    var site: String
    var selection: Selection
    var timing: Timing?
  }

  /// The key of a value that stands without a name.
  static let unnamed = ""

  static let form =
    "write kind(name: value, ...)@site[selection] when(...), for example noise(scale: 0.2)@embedder.block2.res1.resadd_out"

  /// One call, and nothing after it.
  mutating func call() throws -> Call {
    if startsGroup {
      throw fault("one edit is expected here, and a group has several", try: "write its edits one by one")
    }
    let call = try member()
    try end()
    return call
  }

  /// One call; something may follow it.
  mutating func member() throws -> Call {
    let kind = try name("the name of an intervention")
    var parameters: [String: ParameterValue] = [:]
    if take("(") { parameters = try arguments() }
    guard take("@") else { throw fault("expected @ and a site") }
    let site = try site()
    let selection = peekPastSpaces == "[" ? try selection() : .all
    let timing = try timing()
    return Call(kind: kind, parameters: parameters, site: site, selection: selection, timing: timing)
  }

  /// The name of a site, or a glob; or two of them with an arrow between: `A->B`.
  private mutating func site() throws(SyntaxError) -> String {
    func belongs(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || "_.*?".contains(character)
    }
    let value = word(belongs)
    guard !value.isEmpty else { throw fault("expected the name of a site, or a glob such as embedder.*.resadd_out") }
    guard take("-") else { return value }
    guard take(">") else { throw fault("expected -> and the module that reads the site") }
    let reader = word(belongs)
    guard !reader.isEmpty else { throw fault("expected the module that reads the site, or a glob such as *.conv1") }
    return "\(value)\(Site.arrow)\(reader)"
  }

  /// A name with parameters and nothing after it: `path-probability(to: corner)`.
  mutating func wholePart() throws(SyntaxError) -> (name: String, parameters: [String: ParameterValue]) {
    let name = try name("a name")
    var parameters: [String: ParameterValue] = [:]
    if take("(") { parameters = try arguments() }
    try end()
    return (name, parameters)
  }

  // MARK: Parameters

  mutating func arguments() throws(SyntaxError) -> [String: ParameterValue] {
    var parameters: [String: ParameterValue] = [:]
    if take(")") { return parameters }
    repeat {
      skipSpaces()
      let start = position
      if let next = peek, next.isNumber || "-.\"'[".contains(next) {
        // A value where a name should be: the registry knows what the name may be.
        guard parameters[Self.unnamed] == nil else { throw fault("expected the name of a parameter") }
        parameters[Self.unnamed] = try value(depth: 0)
        continue
      }
      let name = try name("the name of a parameter")
      guard take(":") else {
        let isSite = peekPastSpaces == "." || peekPastSpaces == ")"
        throw fault("expected : after the parameter \(name)\(isSite ? "; a site stands after @" : "")")
      }
      guard parameters[name] == nil else { throw fault("the parameter \(name) is given twice", at: start) }
      parameters[name] = try value(depth: 0)
    } while take(",")
    guard take(")") else { throw fault("expected , or )") }
    return parameters
  }

  mutating func value(depth: Int) throws(SyntaxError) -> ParameterValue {
    skipSpaces()
    if let quote = peek, quote == "\"" || quote == "'" { return .text(try quotedText(quote)) }
    if peek == "[" {
      guard depth < 16 else { throw fault("lists are nested too deeply") }
      advance()
      if let record = try record(depth: depth + 1) { return record }
      var list: [ParameterValue] = []
      if take("]") { return .list(list) }
      repeat { list.append(try value(depth: depth + 1)) } while take(",")
      guard take("]") else { throw fault("expected , or ]") }
      return .list(list)
    }
    // Spaces may stand inside a bare value ("levels 0..<50"), not around it.
    let text = word { !"()[]{},\"'".contains($0) && $0 != "@" }.trimmingSpaces
    guard !text.isEmpty else { throw fault("expected a value") }
    return Self.bareValue(text)
  }

  /// Reads values by name, `a: 1, b: 2]` or `:]`, if the first of them comes next.
  private mutating func record(depth: Int) throws(SyntaxError) -> ParameterValue? {
    var ahead = self
    if ahead.take(":"), ahead.take("]") {
      self = ahead
      return .record([:])
    }
    guard key() != nil else { return nil }
    var values: [String: ParameterValue] = [:]
    repeat {
      skipSpaces()
      let start = position
      guard let (name, next) = key() else { throw fault("expected a name and :") }
      guard values[name] == nil else { throw fault("\(name) is given twice", at: start) }
      self = next
      values[name] = try value(depth: depth)
    } while take(",")
    guard take("]") else { throw fault("expected , or ]") }
    return .record(values)
  }

  /// The name that comes next with a colon after it, and what follows; nil for anything else.
  private func key() -> (String, CallParser)? {
    var ahead = self
    ahead.skipSpaces()
    let name: String
    if let quote = ahead.peek, quote == "\"" || quote == "'" {
      guard let text = try? ahead.quotedText(quote) else { return nil }
      name = text
    } else {
      guard ahead.peek?.isLetter ?? false else { return nil }
      name = ahead.word(ParameterValue.isOfKey)
    }
    return ahead.take(":") ? (name, ahead) : nil
  }

  private static func bareValue(_ text: String) -> ParameterValue {
    switch text {
    case "true": .bool(true)
    case "false": .bool(false)
    case "none": .null
    default:
      if let integer = Int(text) {
        .integer(integer)
      } else if let number = Double(text), number.isFinite {
        .number(number)
      } else {
        .text(text)
      }
    }
  }

  mutating func quotedText(_ quote: Character) throws(SyntaxError) -> String {
    let start = position
    advance()
    var text = ""
    while let character = peek {
      advance()
      if character == quote { return text }
      guard character == "\\" else {
        text.append(character)
        continue
      }
      guard let escaped = peek else { break }
      advance()
      text.append(escaped == "n" ? "\n" : escaped == "t" ? "\t" : escaped)
    }
    throw fault("the quoted text has no end", at: start)
  }

  // MARK: Characters

  mutating func name(_ what: String) throws(SyntaxError) -> String {
    skipSpaces()
    let text = word { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    guard !text.isEmpty else { throw fault("expected \(what)") }
    return text
  }

  mutating func word(_ belongs: (Character) -> Bool) -> String {
    skipSpaces()
    let start = position
    while let character = peek, belongs(character) { advance() }
    return String(characters[start..<position])
  }

  mutating func end() throws(SyntaxError) {
    skipSpaces()
    guard position == characters.count else { throw fault("unexpected text after the end of the call") }
  }

  var peek: Character? { position < characters.count ? characters[position] : nil }
  var peekPastSpaces: Character? { characters[position...].first { !$0.isWhitespace } }
  mutating func advance() { position += 1 }
  mutating func skipSpaces() { while let character = peek, character.isWhitespace { advance() } }

  /// Takes a character, after any spaces, if it comes next.
  mutating func take(_ character: Character) -> Bool {
    guard peekPastSpaces == character else { return false }
    skipSpaces()
    advance()
    return true
  }

  func fault(_ problem: String, at place: Int? = nil, try remedy: String = CallParser.form) -> SyntaxError {
    SyntaxError("call", String(characters), at: place ?? position, problem, try: remedy)
  }
}
