import ArgumentParser
import HookKit
import MazeEnv
import MazeLab

/// `hookctl maze find`: levels that meet conditions.
struct MazeFindCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Find levels by size, cheese, decision square and distances.",
    usage: "hookctl maze find --levels <levels> [--where <condition> ...] [<options>]",
    discussion: """
      A condition compares a metric of mazes with =, !=, <, <=, > or >=; all conditions must hold. The squares cheese \
      and decision-square are compared with ROW,COLUMN, or asked for by name: decision-square, no-decision-square. \
      hookctl metrics lists the metrics, those of plugins too; often wanted are size, squares, cheese-row, \
      cheese-column, cheese-region (the side of the smallest top right region with the cheese), \
      steps-between-start-cheese and steps-between-cheese-decision-square.

      EXAMPLES
        hookctl maze find --levels 0-99 --where decision-square
        hookctl maze find --levels 0-4999 --where size=13 --where cheese=4,6
        hookctl maze find --levels 0-4999 --json \\
          --where 'steps-between-start-cheese>20' 'cheese-region<=5'
      """)

  @Option(
    help: ArgumentHelp("Which levels to look at: \(LevelList.forms).", valueName: "levels"),
    transform: { try LevelList($0) })
  var levels: LevelList

  @Option(help: "The distribution of the levels: easy, hard or memory.")
  var mode: MazeMode = .hard

  @Option(
    name: .customLong("where"), parsing: .upToNextOption,
    help: ArgumentHelp("Conditions that must all hold; repeatable.", valueName: "condition"),
    completion: .custom { _, _, _ in MazeCondition.places.map(\.word) + KnownNames.mazeMetrics })
  var conditions: [String] = []

  @Option(help: ArgumentHelp("Stop after this many levels.", valueName: "n"))
  var limit: Int?

  @Flag(help: "Print the levels as JSON.")
  var json = false

  func run(in program: Program) throws {
    if let limit { try OptionError.check("--limit", limit, in: 1...Int(Int32.max)) }
    // What was found until somebody asks to stop is worth printing.
    Interruption.deferStops()
    let (found, looked) = try found(
      conditions: MazeCondition.all(conditions, program.registry), console: program.console)
    if json {
      try program.console.print(JSONValue.array(found.map(\.json)).text)
    } else if !found.isEmpty {
      try program.console.print(Self.table(found))
    }
    let count = levels.count
    program.console.note(
      "\(found.count.grouped) of \(count.counted("level"))\(limited(found.count))")
    guard looked < count, Interruption.isAskedToStop else { return }
    program.console.note("stopped before level \(levels[looked].grouped)")
    throw ExitCode(Interruption.exitCode)
  }

  private func limited(_ count: Int) -> String {
    if count == limit { return ", stopped at --limit" }
    return count == Self.most ? ", stopped there: give --limit for more" : ""
  }

  /// More levels than this are listed only on request.
  private static let most = 1_000_000

  /// The levels, and how many were looked at.
  private func found(conditions: [MazeCondition], console: Console) throws -> ([FoundLevel], looked: Int) {
    var found: [FoundLevel] = []
    for (looked, level) in levels.enumerated() {
      if looked % 100 == 0 {
        console.progress(
          ProgressReport("looking, \(found.count.grouped) found", looked, of: levels.count, "levels"))
      }
      if found.count >= limit ?? Self.most || Interruption.isAskedToStop {
        console.endProgress()
        return (found, looked)
      }
      let maze = MeasuredMaze(try Maze(level: level, mode: mode), level: level)
      if conditions.allSatisfy({ $0.holds(for: maze) }) { found.append(FoundLevel(maze)) }
    }
    console.endProgress()
    return (found, levels.count)
  }

  private static func table(_ found: [FoundLevel]) -> String {
    var table = Table()
    table.add("LEVEL", "SIZE", "CHEESE", "DECISION", "STEPS TO CHEESE", "TO CORNER")
    for level in found {
      table.add(
        String(level.number), String(level.size), level.cheese?.description ?? "-",
        level.decision?.description ?? "-", level.toCheese.map(String.init) ?? "-",
        level.toCorner.map(String.init) ?? "-")
    }
    return table.text
  }
}

/// What is said of a level that was found.
private struct FoundLevel {
  let number, size: Int
  let cheese, decision: Square?
  let toCheese, toCorner: Int?

  init(_ maze: MeasuredMaze) {
    func steps(to place: MeasuredMaze.Place) -> Int? { maze.distance(.start, place, .steps).map { Int(bounded: $0) } }
    (number, size) = (maze.level, maze.maze.innerSize)
    (cheese, decision) = (maze.cheese, maze.decision)
    (toCheese, toCorner) = (steps(to: .cheese), steps(to: .corner))
  }

  var json: JSONValue {
    func square(_ square: Square?) -> JSONValue {
      square.map { .array([.integer($0.row), .integer($0.column)]) } ?? .null
    }
    func number(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }
    return .object([
      .init("level", .integer(self.number)), .init("size", .integer(size)), .init("cheese", square(cheese)),
      .init("decisionSquare", square(decision)), .init("distanceToCheese", number(toCheese)),
      .init("distanceToCorner", number(toCorner)),
    ])
  }
}
