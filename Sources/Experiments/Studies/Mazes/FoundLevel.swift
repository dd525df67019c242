import HookKit
import MazeEnv
import MazeLab

/// What is said of a level that was found: what `hookctl maze find` lists.
public struct FoundLevel: Sendable, Hashable {
  /// The level's number, and how many squares lie along each side.
  public let number, size: Int
  /// Where the cheese and the decision square are; nil for none.
  public let cheese, decision: Square?
  /// Steps from the start; nil where there is no way.
  public let toCheese, toCorner: Int?

  /// The facts of a level.
  public init(_ maze: MeasuredMaze) {
    func steps(to place: MeasuredMaze.Place) -> Int? { maze.distance(.start, place, .steps).map { Int(bounded: $0) } }
    (number, size) = (maze.level, maze.maze.innerSize)
    (cheese, decision) = (maze.cheese, maze.decision)
    (toCheese, toCorner) = (steps(to: .cheese), steps(to: .corner))
  }

  /// Levels as a list.
  public static func report(of levels: [FoundLevel], recipe: Recipe = Recipe()) -> DataReport {
    DataReport(
      "Levels that meet the conditions", named: "levels", .array(levels.map(\.json)),
      columns: ["level", "size", "cheese", "decisionSquare", "distanceToCheese", "distanceToCorner"], recipe: recipe
    ) {
      var table = Table()
      table.add("LEVEL", "SIZE", "CHEESE", "DECISION", "STEPS TO CHEESE", "TO CORNER")
      for level in levels { table.add(level.cells) }
      return table.text
    }
  }

  private var cells: [String] {
    [
      String(number), String(size), cheese?.description ?? "-", decision?.description ?? "-",
      toCheese.map(String.init) ?? "-", toCorner.map(String.init) ?? "-",
    ]
  }

  private var json: JSONValue { .object(members) }

  /// What programs see of it.
  var members: [JSONValue.Member] {
    func number(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }
    return [
      .init("level", .integer(self.number)), .init("size", .integer(size)), .init("cheese", cheese?.json ?? .null),
      .init("decisionSquare", decision?.json ?? .null), .init("distanceToCheese", number(toCheese)),
      .init("distanceToCorner", number(toCorner)),
    ]
  }
}
