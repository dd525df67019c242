import ArgumentParser
import Experiments
import HookKit
import MazeLab
import Sweeps

/// `hookctl results export`: every finished point for other programs.
struct ResultsExportCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Every finished point as .csv, .jsonl or .npz.",
    discussion: """
      A row has a column for each axis and each metric, as the view `results` has. In an .npz, columns of numbers \
      are arrays by their names, int64 or float64 (missing values are NaN); other columns are arrays of texts. The recipe \
      of NAME.jsonl is in NAME.recipe.json.

      EXAMPLES
        hookctl results export cheese.sqlite --out cheese.csv --out cheese.npz
      """)

  @Argument(
    help: ArgumentHelp("A file of results.", valueName: "file.sqlite"),
    completion: .file(extensions: ["sqlite"]))
  var file: String

  @Option(
    help: ArgumentHelp("Write .csv, .jsonl or .npz; repeatable.", valueName: "file"),
    completion: .file(extensions: ["csv", "jsonl", "npz"]))
  var out: [String]

  func run(in program: Program) throws {
    let files = try OutputFile.checked(out, [.csv, .jsonl, .npz])
    let reader = try SweepReader(file)
    let result = try reader.results()
    let recipe = try recipe(reader)
    let contents = try files.flatMap { file in
      let bytes =
        switch file.format {
        case .npz: try result.archive(recipe: recipe.text).npzBytes(for: file.path)
        case .jsonl: Array(result.jsonLines.utf8)
        default: Array(result.csv.utf8)
        }
      return [FileOutput.Contents(bytes, for: file.path)] + file.recipeBeside(recipe.json)
    }
    try FileOutput.write(contents)
    program.console.noteWritten(contents)
  }

  /// How the export was made, and the sweep that it is of.
  private func recipe(_ reader: SweepReader) throws -> Recipe {
    var recipe = Recipe()
    for key in ["sweep", "command", "model_sha256", "plugins"] {
      let value = try reader.recipe(key)
      if !value.isEmpty { recipe.add("of_\(key)", .string(value)) }
    }
    return recipe
  }
}
