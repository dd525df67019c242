import HookKit
import MazeLab

/// What an experiment found, with how it was found: a title and ``Finding``s in the order in which they are read.
///
/// ```swift
/// Findings("The cheese vector on \(mazes.count) levels") {
///   "Levels 0 to 99 that have a decision square."
///   Measures("effect") { Measure("towards the cheese", mean, interval, of: mazes.count) }
///   DataTable("levels", of: results) { Column("level", \.level) }
///   Picture("dose", "Effect by strength", LineChart("...", x: "scale", y: "probability", series))
/// }
/// ```
public struct Findings {
  /// The line above everything.
  public var title: String
  /// What was found.
  public var items: [any Finding]
  /// How it was found. The program completes it: command, version, model, levels, seed.
  public var recipe: Recipe

  /// Findings in the order written. A line of text is a ``Note``.
  ///
  /// - Parameters:
  ///   - title: the line above everything.
  ///   - conditions: what was compared; their plans become part of the recipe.
  ///   - items: the findings, and lines of text between them.
  /// - Throws: when a condition's plan cannot be written.
  public init(
    _ title: String, conditions: [Condition] = [], @ListBuilder<any Finding> _ items: () throws -> [any Finding]
  ) throws {
    self.title = title
    self.items = try items()
    recipe = Recipe()
    if !conditions.isEmpty {
      recipe.add(
        "conditions", .object(try conditions.map { JSONValue.Member($0.name, try JSONValue($0.plan)) }))
    }
  }

  /// For the terminal, without a line feed at the end.
  public var text: String {
    TextWidth.wrapped(([title] + items.map(\.text).filter { !$0.isEmpty }).joined(separator: "\n\n"))
  }

  /// For programs: `{"version": 1, "title":, "findings": [...], "recipe": {...}}`.
  public var json: JSONValue {
    .object([
      .init("version", .integer(1)), .init("title", .string(title)), .init("findings", .array(items.map(\.json))),
      .init("recipe", recipe.json),
    ])
  }

  /// A report in Markdown.
  ///
  /// - Parameter picture: the path of the file that shows a part's figure, as seen from the report; nil for a report
  ///   without pictures.
  public func markdown(picture: (_ name: String) -> String? = { _ in nil }) -> String {
    let parts = items.map { item in
      let pictures = item.parts.compactMap { part -> String? in
        guard case .figure(_, let title) = part, let path = picture(item.name) else { return nil }
        return "![\(title)](\(path))\n\n*\(title)*"
      }
      return ([item.markdown] + pictures).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
    let made = "## How it was made\n\n```sh\n\(recipe.command)\n```\n\n```json\n\(recipe.json.text)```"
    return (["# \(title)"] + parts.filter { !$0.isEmpty } + [made]).joined(separator: "\n\n") + "\n"
  }
}
