import HookKit

/// A call with axes in braces: `add(vector: cheese.npz, scale: {-2..2/0.5})@{embedder.block*.resadd_out}`.
///
/// An axis takes its name from where it stands: the parameter's name, `site`, or `selection`. It can be named, `{s =
/// -2..2}`, and used again: `{s}`, or `{-s}` for the opposite number. The levels are the axis `level`, so that
/// `vector: level {level}` means the point's own.
struct CallTemplate: Sendable {
  fileprivate enum Part: Sendable {
    case text(String)
    case value(axis: String, isNegated: Bool)
  }

  private let parts: [Part]

  /// Reads a call; new axes are appended to `axes`, which holds those known already.
  ///
  /// - Throws: ``SweepError`` for braces that mean nothing, `SiteError` for globs without a match.
  init(_ text: String, axes: inout [Axis], graph: ModuleGraph) throws {
    var parts: [Part] = []
    var literal = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      guard character != "}" else { throw SweepError.braces(text, "there is a } without a {") }
      guard character == "{" else {
        literal.append(character)
        continue
      }
      guard let end = rest.firstIndex(of: "}") else { throw SweepError.braces(text, "a { has no }") }
      let content = String(rest[..<end])
      guard !content.contains("{") else { throw SweepError.braces(text, "braces cannot stand in braces") }
      rest = rest[rest.index(after: end)...]
      parts.append(.text(literal))
      let place = Place(after: parts.map(\.plain).joined())
      parts.append(try Self.part(content.trimmed, at: place, of: text, axes: &axes, graph))
      literal = ""
    }
    self.parts = parts + [.text(literal)]
  }

  private static func part(
    _ content: String, at place: Place, of call: String, axes: inout [Axis], _ graph: ModuleGraph
  ) throws -> Part {
    let names = axes.map(\.name)
    if names.contains(content) { return .value(axis: content, isNegated: false) }
    if content.hasPrefix("-"), names.contains(String(content.dropFirst()).trimmed) {
      return .value(axis: String(content.dropFirst()).trimmed, isNegated: true)
    }
    var (name, values) = (free(place.name, among: names), content)
    if let match = content.wholeMatch(of: /([A-Za-z_][A-Za-z0-9_]*)\s*=([\s\S]*)/) {
      (name, values) = (String(match.1), String(match.2).trimmed)
      guard !names.contains(name) else { throw SweepError.axisTwice(name) }
    } else if !place.isSite, content.wholeMatch(of: /-?\s*[A-Za-z_][A-Za-z0-9_]*/) != nil {
      throw SweepError.unknownAxis(content, call: call, known: names)
    }
    guard !values.isEmpty else { throw SweepError.braces(call, "there is nothing between { and }") }
    axes.append(try Axis(name, AxisContent(values, sitesOf: place.isSite ? graph : nil).values))
    return .value(axis: name, isNegated: false)
  }

  private static func free(_ name: String, among names: [String]) -> String {
    guard names.contains(name) else { return name }
    return (2...).lazy.map { "\(name)\($0)" }.first { !names.contains($0) } ?? name
  }

  /// The names of the axes that the call uses.
  var axisNames: [String] {
    parts.compactMap { if case .value(let axis, _) = $0 { axis } else { nil } }
  }

  /// The call at a point.
  func call(at point: AxisValues) throws -> String {
    try parts.reduce(into: "") { text, part in
      switch part {
      case .text(let literal): text += literal
      case .value(let axis, false): text += try point.text(axis)
      case .value(let axis, true): text += try point.negated(axis)
      }
    }
  }
}

extension CallTemplate.Part {
  /// Something that stands for the part when its place in a call is looked for.
  fileprivate var plain: String {
    switch self {
    case .text(let text): text
    case .value: "x"
    }
  }
}

/// Where in a call an axis stands, which gives it its name.
private struct Place {
  let name: String
  var isSite: Bool { name == Axis.siteName }

  /// - Parameter text: what stands before it.
  init(after text: String) { self.init(inCall: Self.lastCall(of: text)) }

  /// What stands before it in its own call.
  private init(inCall text: String) {
    if let at = text.lastIndex(of: "@") {
      name = text[at...].contains("[") ? "selection" : Axis.siteName
      return
    }
    let parameter = text.matches(of: /([A-Za-z_][A-Za-z0-9_-]*)\s*:/).last.map { String($0.1) }
    name = parameter ?? "value"
  }

  /// The text, or of a group what follows the comma between its calls.
  private static func lastCall(of text: String) -> String {
    guard let start = text.firstMatch(of: /^\s*group\s*\(/)?.range.upperBound else { return text }
    var (depth, quote, call): (Int, Character?, String) = (0, nil, "")
    for character in text[start...] {
      if quote != nil {
        if character == quote { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if "([".contains(character) {
        depth += 1
      } else if ")]".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        call = ""
        continue
      }
      call.append(character)
    }
    return call
  }
}
