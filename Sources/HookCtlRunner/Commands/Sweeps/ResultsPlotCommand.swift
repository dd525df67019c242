import ArgumentParser
import Experiments
import Sweeps

/// `hookctl results plot`: one figure.
struct ResultsPlotCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw a figure: dose-response curves, a heat map, or a strip for each condition.",
    usage: "hookctl results plot <file.sqlite> --out <path> [<options>]",
    discussion: """
      dose: the effect against an axis of numbers, a curve for each value of the others, with controls.
      heatmap: two axes as rows and columns; dots mark what lies beyond all null draws.
      strips: every level's effect, condition by condition, with means and controls.
      Without --out the numbers are printed; data and cards have them too.

      EXAMPLES
        hookctl results plot cheese.sqlite --kind heatmap --metric decision-square \\
          --out heatmap.svg --out heatmap.png
      """)

  @Argument(
    help: ArgumentHelp("A file of results.", valueName: "file.sqlite"),
    completion: .file(extensions: ["sqlite"]))
  var file: String

  @Option(help: "dose, heatmap or strips.")
  var kind: SweepFigureKind = .dose

  @Option(help: ArgumentHelp("What is drawn. (default: the first)", valueName: "metric"))
  var metric: String?

  @OptionGroup var size: SizeOption
  @OptionGroup var intervals: IntervalOptions

  @OptionGroup var output: OutputOptions<PlotOutput>

  func drawing(_ work: () throws -> Void) throws { try size.drawing(work) }

  func answer(in program: Program) throws -> Answer {
    let results = try SweepResults(SweepReader(file))
    var answer = Answer(try results.plot(kind, of: metric.map(results.metric) ?? 0, intervals.rule))
    answer.isPrinted = output.json || output.out.isEmpty
    return answer
  }
}

extension SweepFigureKind: ExpressibleByArgument {}
