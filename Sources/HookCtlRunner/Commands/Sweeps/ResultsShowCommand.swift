import ArgumentParser
import Experiments
import HookKit
import MazeLab
import Sweeps

/// `hookctl results show`: effects with controls and intervals, as text, JSON, Markdown, a page, or a folder of everything.
struct ResultsShowCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Effects of every condition with intervals and controls; cards to keep.",
    usage: "hookctl results show <file.sqlite> [<options>]",
    discussion: """
      A condition is a value of every axis but levels and seeds. Means are over levels; what was repeated under several \
      seeds is averaged within a level. --out writes a card: .html (one page with its pictures), .md, .json, .csv (all \
      tables as one), .txt, .svg and .png (where there is one picture), or a folder with all of it.

      EXAMPLES
        hookctl results show cheese.sqlite
        hookctl results show cheese.sqlite --metric decision-square --out card.html
        hookctl results show cheese.sqlite --against scale=0 --out card/
      """)

  @Argument(
    help: ArgumentHelp("A file of results.", valueName: "file.sqlite"),
    completion: .file(extensions: ["sqlite"]))
  var file: String

  @Option(help: ArgumentHelp("Only this metric; repeatable.", valueName: "metric"))
  var metric: [String] = []

  @Option(
    help: ArgumentHelp(
      "Also the differences to one value of an axis, paired over levels.", valueName: "axis=value"))
  var against: String?

  @OptionGroup var output: OutputOptions<FindingsOutput>
  @OptionGroup var size: SizeOption
  @OptionGroup var intervals: IntervalOptions

  func drawing(_ work: () throws -> Void) throws { try size.drawing(work) }

  func answer(in program: Program) throws -> Answer {
    let results = try SweepResults(SweepReader(file))
    return Answer(
      try results.findings(
        metrics: metric.isEmpty ? nil : try results.metrics(named: metric),
        against: try against.map { try reference($0, results) }, intervals.rule, recipe: Recipe()))
  }

  private func reference(_ text: String, _ results: SweepResults) throws -> (axis: Int, value: Int) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw ValidationError("--against takes AXIS=VALUE, for example scale=0.") }
    return try results.value(parts[1], ofAxis: parts[0])
  }
}
