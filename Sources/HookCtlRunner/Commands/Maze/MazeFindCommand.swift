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
      A condition compares a field with =, !=, <, <=, > or >=; all conditions must hold. A square is \
      ROW,COLUMN, and can also be asked for by name: decision-square, no-decision-square.

      FIELDS
      \(LevelCondition.help)

      EXAMPLES
        hookctl maze find --levels 0-99 --where decision-square
        hookctl maze find --levels 0-4999 --where size=13 --where cheese=4,6
        hookctl maze find --levels 0-4999 --json \\
          --where 'distance-to-cheese>20' cheese-in-top-right=5
      """)

  @Option(
    help: ArgumentHelp("Which levels to look at: \(LevelList.forms).", valueName: "levels"),
    transform: { try LevelList($0) })
  var levels: LevelList

  @Option(help: "The distribution of the levels: easy, hard or memory.")
  var mode: MazeMode = .hard

  @Option(
    name: .customLong("where"), parsing: .upToNextOption,
    help: ArgumentHelp("Conditions that must all hold; repeatable.", valueName: "condition"))
  var conditions: [String] = []

  @Option(help: ArgumentHelp("Stop after this many levels.", valueName: "n"))
  var limit: Int?

  @Flag(help: "Print the levels as JSON.")
  var json = false

  func run(in program: Program) throws {
    if let limit { try OptionError.check("--limit", limit, in: 1...Int(Int32.max)) }
    let found = try found(conditions: parsed(), console: program.console)
    if json {
      try program.console.print(JSONValue.array(found.map(Self.json)).text)
    } else if !found.isEmpty {
      try program.console.print(Self.table(found))
    }
    let count = levels.count
    program.console.note(
      "\(found.count.grouped) of \(count.grouped) level\(count == 1 ? "" : "s")\(limited(found.count))")
  }

  private func limited(_ count: Int) -> String { count == limit ? ", stopped at --limit" : "" }

  /// All conditions, or all their faults.
  private func parsed() throws -> [LevelCondition] {
    var faults: [any ExplainedError] = []
    var parsed: [LevelCondition] = []
    for text in conditions {
      do { parsed.append(try LevelCondition(text)) } catch { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return parsed
  }

  private func found(conditions: [LevelCondition], console: Console) throws -> [LevelFacts] {
    var found: [LevelFacts] = []
    for level in levels {
      if level % 10_000 == 9_999 {
        console.progress("level \(level.grouped), found \(found.count.grouped)")
      }
      if let limit, found.count >= limit { break }
      let facts = try LevelFacts(level: level, mode: mode)
      if conditions.allSatisfy({ $0.holds(for: facts) }) { found.append(facts) }
    }
    console.endProgress()
    return found
  }

  private static func table(_ found: [LevelFacts]) -> String {
    var table = Table()
    table.add("LEVEL", "SIZE", "CHEESE", "DECISION", "STEPS TO CHEESE", "TO CORNER")
    for facts in found {
      table.add(
        String(facts.level), String(facts.maze.innerSize), facts.cheese?.description ?? "-",
        facts.decision?.description ?? "-", facts.steps(facts.cheese).map(String.init) ?? "-",
        facts.steps(facts.maze.corner).map(String.init) ?? "-")
    }
    return table.text
  }

  private static func json(_ facts: LevelFacts) -> JSONValue {
    func square(_ square: Square?) -> JSONValue {
      square.map { .array([.integer($0.row), .integer($0.column)]) } ?? .null
    }
    func number(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }
    return .object([
      .init("level", .integer(facts.level)), .init("size", .integer(facts.maze.innerSize)),
      .init("cheese", square(facts.cheese)), .init("decisionSquare", square(facts.decision)),
      .init("distanceToCheese", number(facts.steps(facts.cheese))),
      .init("distanceToCorner", number(facts.steps(facts.maze.corner))),
    ])
  }
}
