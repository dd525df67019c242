import ArgumentParser
import Experiments
import Sweeps

/// `hookctl results export`: every finished point for other programs.
struct ResultsExportCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Every finished point, for other programs.",
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

  @OptionGroup var output: OutputOptions<RowsOutput>

  func answer(in program: Program) throws -> Answer {
    var answer = Answer(try QueryReport.points(of: SweepReader(file)))
    answer.isPrinted = output.json || output.out.isEmpty
    return answer
  }
}
