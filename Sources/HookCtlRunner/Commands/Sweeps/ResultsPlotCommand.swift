import ArgumentParser
import HookKit
import MazeLab
import Sweeps

/// `hookctl results plot`: one figure.
struct ResultsPlotCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw a figure: dose-response curves, a heat map, or a strip for each condition.",
    usage: "hookctl results plot <file.sqlite> --out <file> [<options>]",
    discussion: """
      dose: the effect against an axis of numbers, a curve for each value of the others, with controls.
      heatmap: two axes as rows and columns; dots mark what lies beyond all null draws.
      strips: every level's effect, condition by condition, with means and controls.

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

  @Option(
    help: ArgumentHelp("Write .svg, .png or .pdf; repeatable.", valueName: "file"),
    completion: .file(extensions: ["svg", "png", "pdf"]))
  var out: [String]

  func drawing(_ work: () throws -> Void) throws { try size.drawing(work) }

  func run(in program: Program) throws {
    let files = try OutputFile.checked(out, [.svg, .png, .pdf])
    let results = try SweepResults(SweepReader(file))
    guard !results.rows.isEmpty else { throw StoreError.noResults(path: file) }
    let metric = try metric.map(results.metric) ?? 0
    guard let figure = try results.figure(kind, results.effects(of: metric, intervals.rule), of: metric) else {
      let varied = results.axes.filter { $0.texts.count > 1 }.map(\.name).joined(separator: ", ")
      throw Fault(
        .usage, "--kind \(kind.rawValue)", "this sweep varies \(varied.isEmpty ? "nothing" : varied)",
        try: kind == .dose
          ? "curves need an axis of at least three numbers beside the mazes"
          : "a heat map needs two axes beside the mazes, and strips two mazes")
    }
    var recipe = Recipe()
    for key in ["sweep", "command", "model_sha256"] {
      recipe.add("of_\(key)", .string(results.recipe[key] ?? ""))
    }
    recipe.add(results.plugins)
    let contents = try files.map {
      FileOutput.Contents(try figure.bytes(for: $0.path, recipe: recipe.text), for: $0.path)
    }
    try FileOutput.write(contents)
    program.console.noteWritten(contents)
  }
}

extension SweepFigureKind: ExpressibleByArgument {}
