import ArgumentParser
import Experiments
import HookKit
import MazeEnv
import MazeLab

/// `hookctl maze find`: levels that meet conditions.
struct MazeFindCommand: ReportCommand {
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

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer {
    if let limit { try OptionError.check("--limit", limit, in: 1...Int(Int32.max)) }
    // What was found until somebody asks to stop is worth printing.
    Interruption.deferStops()
    let search = try LevelSearch(levels, mode: mode, where: conditions, in: program.registry, limit: limit)
    let (found, looked) = try search.found(
      progress: { program.console.progress($0) }, isStopped: { Interruption.isAskedToStop })
    program.console.endProgress()
    var answer = Answer(FoundLevel.report(of: found, recipe: recipe))
    answer.isPrinted = output.json || !found.isEmpty
    let count = levels.count
    answer.notes = ["\(found.count.grouped) of \(count.counted("level"))\(limited(found.count))"]
    guard looked < count, Interruption.isAskedToStop else { return answer }
    answer.notes.append("stopped before level \(levels[looked].grouped)")
    answer.failure = ExitCode(Interruption.exitCode)
    return answer
  }

  private var recipe: Recipe {
    var recipe = Recipe()
    recipe.add("levels", .string("\(levels)"))
    recipe.add("mode", .string(mode.rawValue))
    recipe.add("where", .array(conditions.map { .string($0) }))
    return recipe
  }

  private func limited(_ count: Int) -> String {
    if count == limit { return ", stopped at --limit" }
    return count == LevelSearch.most ? ", stopped there: give --limit for more" : ""
  }
}
