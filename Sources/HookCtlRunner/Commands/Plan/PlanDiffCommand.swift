import ArgumentParser
import Experiments
import HookKit
import MazeLab

/// `hookctl plan diff`: what turns one plan into another.
struct PlanDiffCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What turns one plan into another, edit by edit.",
    usage: "hookctl plan diff <plan> <plan> [<options>]",
    discussion: """
      Edits are compared by what they are, however they are spelt: calls, JSON and YAML. A line begins with - \
      for what is only in the first plan, + for what is only in the second, ~ for an edit with other parameters, \
      selection or times, and > for one that stands elsewhere in the order.

      EXAMPLES
        hookctl plan diff before.yaml after.yaml
        hookctl plan diff before.yaml after.json --json
      """)

  @Argument(help: ArgumentHelp("A file of edits.", valueName: "plan"), completion: .file())
  var first: String

  @Argument(help: ArgumentHelp("Another.", valueName: "plan"), completion: .file())
  var second: String

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer {
    let plans = try [first, second].map { path in
      try FileFault.reading(path) { try Plan(text: TextFile.read(path), registry: program.registry) }
    }
    let difference = PlanDifference(from: plans[0], to: plans[1])
    var recipe = Recipe()
    for (key, path) in [("first", first), ("second", second)] { try recipe.add(key, file: path) }
    return Answer(
      PlanDifferenceListing.report(of: difference, "What turns \(first) into \(second)", recipe: recipe))
  }
}
