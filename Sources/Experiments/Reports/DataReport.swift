import HookKit
import MazeLab

/// Data with a text for the terminal: what a command lists. Tables of cards and files are made of the data.
public struct DataReport: Report {
  /// What the data are, in a line.
  public let title: String
  /// What `.json` files call a list of data, and files in folders the main table: lower-case words joined by hyphens.
  public let listName: String
  /// The data.
  public let json: JSONValue
  /// Whether `--json` prints it with indents.
  public let isListing: Bool
  /// How it was made.
  public var recipe: Recipe
  private let shown: () -> String

  /// Data with what the terminal shows of them.
  ///
  /// - Parameters:
  ///   - title: what they are, in a line.
  ///   - name: what files call a list of them.
  ///   - json: the data.
  ///   - isListing: whether `--json` prints them with indents.
  ///   - recipe: how they were made.
  ///   - text: for the terminal; made when it is shown, so that its tables fit.
  public init(
    _ title: String, named name: String, _ json: JSONValue, isListing: Bool = true, recipe: Recipe = Recipe(),
    text: @escaping () -> String
  ) {
    (self.title, listName, self.json, self.isListing) = (title, name, json, isListing)
    (self.recipe, shown) = (recipe, text)
  }

  public var text: String { shown() }

  public var findings: Findings {
    get throws { try .card(title, recipe: recipe) { JSONTables(json, named: listName).findings } }
  }
}
