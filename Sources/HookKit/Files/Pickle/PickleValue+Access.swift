extension PickleValue {
  /// The integer, or nil for anything else.
  public var intValue: Int? { if case .int(let value) = self { value } else { nil } }

  /// The text, or nil for anything else.
  public var stringValue: String? { if case .string(let value) = self { value } else { nil } }

  /// The bytes, or nil for anything else.
  public var bytesValue: [UInt8]? { if case .bytes(let value) = self { value } else { nil } }

  /// The elements of a list or tuple, or nil for anything else.
  public var elements: [PickleValue]? {
    switch self {
    case .list(let elements), .tuple(let elements): elements
    default: nil
    }
  }

  /// The entries of a dictionary or of an `OrderedDict`, or nil for anything else.
  public var entries: [PickleEntry]? {
    switch self {
    case .dictionary(let entries): entries
    case .object(let object) where object.callee.name == "OrderedDict" || object.callee.name == "defaultdict":
      object.entries
    default: nil
    }
  }

  /// The value that a dictionary has for a string; the last one when it was set more than once.
  public subscript(key: String) -> PickleValue? {
    entries?.last { $0.key == .string(key) }?.value
  }

  /// What kind of value this is and how large, in a few words: `list of 3`, `"adam"`, `dictionary of 12`.
  public var summary: String {
    switch self {
    case .none: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let value): "\(value)"
    case .bigInt(let bytes): "integer of \(bytes.count) bytes"
    case .float(let value): "\(value)"
    case .string(let text): text.utf8.count <= 60 ? "\"\(text)\"" : "string of \(text.utf8.count) bytes"
    case .bytes(let bytes): "\(bytes.count) bytes"
    case .list(let elements): "list of \(elements.count)"
    case .tuple(let elements): "tuple of \(elements.count)"
    case .dictionary(let entries): "dictionary of \(entries.count)"
    case .set(let elements): "set of \(elements.count)"
    case .global(let global): "\(global)"
    case .object(let object):
      entries.map { "\(object.callee.name) of \($0.count)" } ?? "\(object.callee), not read"
    case .persistent: "reference to a storage"
    }
  }
}
