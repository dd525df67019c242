import HookKit
import ImpalaModel
import MazeEnv

/// How a file was made, so that it can be made again. Every picture and data file carries one.
public struct Recipe: Sendable, Hashable {
  private var members: [JSONValue.Member]

  /// The recipe of what this process makes: its version and its command line.
  public init() { self.init(command: CommandText.current) }

  /// A recipe with this command; without one, two spellings of the same thing have one recipe.
  public init(command: String?) {
    members = [.init("program", .string("hookctl \(Version.current)"))]
    if let command { add("command", .string(command)) }
  }

  /// Adds a value under a key; one that is there already gets the new value in its place.
  public mutating func add(_ key: String, _ value: JSONValue) {
    let member = JSONValue.Member(key, value)
    if let place = members.firstIndex(where: { $0.key == key }) {
      members[place] = member
    } else {
      members.append(member)
    }
  }

  /// Adds which model was used: its name and the SHA-256 of its file.
  public mutating func add(_ policy: Policy) {
    add("model", .object([.init("name", .string(policy.name)), .init("sha256", .string(policy.sha256))]))
  }

  /// Adds which level was used.
  public mutating func add(_ state: MazeState) {
    add("level", .integer(Int(state.currentLevelSeed)))
    add("mode", .string(state.mode.rawValue))
  }

  /// Adds the edits, and the seed of their draws.
  public mutating func add(_ plan: Plan, seed: UInt64) throws {
    add("plan", try JSONValue(plan))
    add("seed", .string(String(seed)))
  }

  /// The recipe as an object.
  public var json: JSONValue { .object(members) }

  /// The recipe on one line, for metadata.
  public var text: String { json.line }

  /// The command that made it.
  public var command: String {
    for member in members where member.key == "command" {
      if case .string(let command) = member.value { return command }
    }
    return ""
  }
}

extension JSONValue {
  /// A plan as plan files spell it.
  public init(_ plan: Plan) throws {
    self = try JSONValue(text: try plan.json).ordered(by: ["version", "allowUnmatched", "edits"])
  }
}
