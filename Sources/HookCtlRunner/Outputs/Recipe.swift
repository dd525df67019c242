import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// How a file was made, so that it can be made again. Every picture and data file carries one.
struct Recipe {
  private var members: [JSONValue.Member] = [.init("program", .string("hookctl \(Version.current)"))]

  /// - Parameter withCommand: whether it holds the command line; without it, two spellings have one recipe.
  init(withCommand: Bool = true) {
    if withCommand { add("command", .string(CommandText.current)) }
  }

  mutating func add(_ key: String, _ value: JSONValue) { members.append(.init(key, value)) }

  mutating func add(_ policy: Policy) {
    add("model", .object([.init("name", .string(policy.name)), .init("sha256", .string(policy.sha256))]))
  }

  mutating func add(_ state: MazeState) {
    add("level", .integer(Int(state.currentLevelSeed)))
    add("mode", .string(state.mode.rawValue))
  }

  mutating func add(_ plan: Plan, seed: UInt64) throws {
    add("plan", try JSONValue(text: try plan.json).ordered(by: ["version", "allowUnmatched", "edits"]))
    add("seed", .string(String(seed)))
  }

  var json: JSONValue { .object(members) }

  /// For metadata.
  var text: String { json.line }
}

/// The command line as one could type it.
package enum CommandText {
  static var current: String {
    (["hookctl"] + CommandLine.arguments.dropFirst()).map(quoted).joined(separator: " ")
  }

  /// A word as a shell needs it.
  package static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "._/=,:+-".contains($0))
      }
    return isPlain
      ? word : "'\(word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
  }
}
