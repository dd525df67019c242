import HookKit
import MazeEnv
import MazeLab

/// Every variable of an environment: what `hookctl maze state` shows.
public struct StateReport: Report {
  /// The state.
  public let state: MazeState

  /// The variables of a state.
  public init(_ state: MazeState) { self.state = state }

  public var listName: String { "variables" }
  public var text: String { TextWidth.wrapped(state.variables.map(\.description).joined(separator: "\n")) }
  public var json: JSONValue { get throws { try JSONValue(text: printedJSON) } }
  /// As procgen-tools' names are ordered, numbers of single precision with their own digits.
  public var printedJSON: String { MazeVariable.json(state.variables) }

  public var findings: Findings {
    get throws {
      var recipe = Recipe()
      recipe.add(state)
      return try .card("State of level \(state.currentLevelSeed)", recipe: recipe) {
        DataTable("variables", of: state.variables) {
          Column("name", \.name)
          Column("value") { $0.value.json }
        }
      }
    }
  }
}
