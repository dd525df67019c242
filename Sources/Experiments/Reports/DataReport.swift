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
  /// The columns of tables of a list without entries.
  private let columns: [String]
  private let shown: () -> String

  /// Data with what the terminal shows of them.
  ///
  /// - Parameters:
  ///   - title: what they are, in a line.
  ///   - name: what files call a list of them.
  ///   - json: the data.
  ///   - columns: the columns of a list that may have no entries.
  ///   - isListing: whether `--json` prints them with indents.
  ///   - recipe: how they were made.
  ///   - text: for the terminal; made when it is shown, so that its tables fit.
  public init(
    _ title: String, named name: String, _ json: JSONValue, columns: [String] = [], isListing: Bool = true,
    recipe: Recipe = Recipe(),
    text: @escaping () -> String
  ) {
    (self.title, listName, self.json, self.isListing) = (title, name, json, isListing)
    (self.recipe, self.columns, shown) = (recipe, columns, text)
  }

  public var text: String { shown() }

  public var findings: Findings {
    get throws { try .card(title, recipe: recipe) { tables } }
  }

  private var tables: [DataTable] { JSONTables(json, named: listName, columns: columns).tables }

  /// The entries of the list; nil for data that have none.
  public var records: DataTable? { tables.first { $0.name == listName } }

  /// The entries with all that is inside them; nil for data that are no list.
  public var lines: [JSONValue]? {
    guard case .array(let values) = list ?? json else { return nil }
    return values
  }

  /// The list among the members of an object.
  private var list: JSONValue? {
    guard case .object(let members) = json else { return nil }
    return members.first { $0.key == listName }?.value
  }
}
