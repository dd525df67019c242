/// A variable of a maze's state, under the name that procgen-tools gives it.
public struct MazeVariable: Sendable, Equatable, CustomStringConvertible {
  /// The value of a state variable.
  public enum Value: Sendable, Equatable {
    /// A whole number; flags are 0 or 1.
    case int(Int)
    /// A 32-bit float.
    case float(Float)
    /// A text.
    case string(String)
    /// The cells of the world.
    case ints([Int])
    /// The variables of each entity.
    case entities([[MazeVariable]])
  }

  /// The name.
  public var name: String
  /// The value.
  public var value: Value

  /// A variable with a name and a value.
  public init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }

  /// `name: value`, with long values cut short.
  public var description: String { "\(name): \(value.summary)" }
}

extension MazeVariable.Value {
  /// The value as one line, with long texts and lists cut short.
  public var summary: String {
    switch self {
    case .int(let value): return String(value)
    case .float(let value): return String(value)
    case .string(let value):
      return value.utf8.count <= 60 ? value : "\(value.prefix(48))... (\(value.utf8.count) bytes)"
    case .ints(let values): return "\(values.count) numbers"
    case .entities(let entities):
      return entities.map { "{" + $0.map(\.description).joined(separator: ", ") + "}" }.joined(
        separator: ", ")
    }
  }

  /// The value as JSON; floats without a JSON form become strings.
  public var json: String {
    switch self {
    case .int(let value): String(value)
    case .float(let value): value.isFinite ? String(value) : "\"\(value)\""
    case .string(let value): Self.quoted(value)
    case .ints(let values): "[" + values.map(String.init).joined(separator: ",") + "]"
    case .entities(let entities): "[" + entities.map(MazeVariable.json).joined(separator: ",") + "]"
    }
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension MazeVariable {
  /// A JSON object of the variables, in their order.
  public static func json(_ variables: [MazeVariable]) -> String {
    "{" + variables.map { "\(Value.quoted($0.name)):\($0.value.json)" }.joined(separator: ",") + "}"
  }
}

extension MazeState {
  /// Every variable of the state in the order of its bytes, under procgen-tools' names.
  public var variables: [MazeVariable] {
    var lister = VariableLister()
    var state = self
    // Listing has nothing that could fail.
    try? state.visitFields(&lister)
    return lister.variables
  }
}

private struct VariableLister: StateFieldVisitor {
  private(set) var variables: [MazeVariable] = []

  private mutating func add(_ name: String, _ value: MazeVariable.Value) {
    variables.append(MazeVariable(name, value))
  }

  mutating func constant(_ name: String, _ value: Int32) { add(name, .int(Int(value))) }
  mutating func label(_ name: String, _ value: String) { add(name, .string(value)) }
  mutating func int(_ name: String, _ value: inout Int32) { add(name, .int(Int(value))) }
  mutating func flag(_ name: String, _ value: inout Bool) { add(name, .int(value ? 1 : 0)) }
  mutating func float(_ name: String, _ value: inout Float) { add(name, .float(value)) }
  mutating func mode(_ name: String, _ value: inout MazeMode) { add(name, .int(value.code)) }

  mutating func generator(_ name: String, _ value: inout MazeState.Generator) {
    add("\(name).is_seeded", .int(value.isSeeded ? 1 : 0))
    add("\(name).str", .string(value.twister.text))
  }

  mutating func entities(_ name: String, _ value: inout [Entity]) throws {
    add("\(name).size", .int(value.count))
    let listed = try value.map { entity in
      var entity = entity
      var lister = VariableLister()
      try entity.visitFields(&lister)
      return lister.variables
    }
    add(name, .entities(listed))
  }

  mutating func cells(_ name: String, _ value: inout [Int32], count: Int) {
    add("\(name).size", .int(value.count))
    add(name, .ints(value.map { Int($0) }))
  }
}
