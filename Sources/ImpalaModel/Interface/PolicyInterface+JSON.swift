import HookKit

extension PolicyInterface {
  /// For files and programs.
  public var json: JSONValue {
    .object([
      .init("observation", observation.json), .init("actions", .array(actions.map { .string($0) })),
      .init("logits", .string(logits)), .init("value", value.map { .string($0) } ?? .null),
    ]).adding("states", states.isEmpty ? nil : .array(states.map(\.json)))
  }

  /// The interface that a file states.
  ///
  /// - Throws: `Fault` for a record that is no interface.
  init(_ json: JSONValue?, source: String) throws {
    let record = try GraphRecord(
      json, source: source, what: "its interface", known: ["observation", "actions", "logits", "value", "states"])
    func fault(_ key: String) -> Fault {
      .modelFile(source, "its interface's \"\(key)\" is missing, or of another kind")
    }
    guard case .array(let names)? = record["actions"], let actions = names.texts, !actions.isEmpty else {
      throw fault("actions")
    }
    guard let logits = record["logits"]?.plainText else { throw fault("logits") }
    let value = record["value"]?.plainText
    if value == nil, record["value"] != .null { throw fault("value") }
    self.init(
      observation: try Observation(record["observation"], source: source), actions: actions, logits: logits,
      value: value, states: try State.list(record["states"], source: source))
  }
}

extension PolicyInterface.State {
  fileprivate var json: JSONValue { .object([.init("path", .string(path)), .init("next", .string(next))]) }

  /// States in a file, which leaves them out where there are none.
  fileprivate static func list(_ json: JSONValue?, source: String) throws -> [Self] {
    guard let json else { return [] }
    guard case .array(let list) = json else {
      throw Fault.modelFile(source, "its interface's \"states\" is no list")
    }
    return try list.map { json in
      let record = try GraphRecord(json, source: source, what: "a state of its interface", known: ["path", "next"])
      guard let path = record["path"]?.plainText, let next = record["next"]?.plainText else {
        throw Fault.modelFile(source, "a state of its interface is not a \"path\" and a \"next\"")
      }
      return Self(path, next: next)
    }
  }
}

extension PolicyInterface.Observation {
  fileprivate var json: JSONValue {
    .object([
      .init("shape", shape.json), .init("type", .string("float32")),
      .init("lowest", .number(Double(range.lowerBound))), .init("highest", .number(Double(range.upperBound))),
      .init("layout", .string(layout.rawValue)),
    ])
  }

  fileprivate init(_ json: JSONValue?, source: String) throws {
    let record = try GraphRecord(
      json, source: source, what: "its observation", known: ["shape", "type", "lowest", "highest", "layout"])
    guard let shape = record["shape"]?.wholeNumbers.flatMap(ValueLimits.shape), record["type"] == .string("float32"),
      let lowest = record["lowest"]?.finiteFloat, let highest = record["highest"]?.finiteFloat, lowest < highest,
      let layout = record["layout"]?.plainText.flatMap(Layout.init)
    else {
      throw Fault.modelFile(source, "its observation is not a shape, a type, a range and a layout that HookKit knows")
    }
    self.init(shape, in: lowest...highest, layout)
  }
}

extension JSONValue {
  fileprivate var finiteFloat: Float? {
    switch self {
    case .integer(let number): return Float(number)
    case .number(let number): return Float(number).isFinite ? Float(number) : nil
    default: return nil
    }
  }
}

extension [JSONValue] {
  /// The texts of a list of nothing else.
  fileprivate var texts: [String]? {
    let texts = compactMap(\.plainText)
    return texts.count == count ? texts : nil
  }
}
