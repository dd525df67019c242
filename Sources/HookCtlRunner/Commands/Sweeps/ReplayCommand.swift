import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab
import Sweeps

/// `hookctl replay`: computes a bundle or a sweep's results again, and checks.
struct ReplayCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Compute a bundle, or points of a sweep, again, and check them.",
    usage: "hookctl replay <file> [<options>]",
    discussion: """
      A bundle (`vfield --bundle`, `compare --bundle`) is computed again and compared site by site and square by square; \
      a file of results (`sweep --out`) by recomputing some of its units. Ends with exit code 65 when more differs than \
      float32 rounding explains; --out is written even then.

      EXAMPLES
        hookctl replay cheese.bundle
        hookctl replay cheese.sqlite --units 20
      """)

  @Argument(help: ArgumentHelp("A bundle, or a file of results.", valueName: "file"), completion: .file())
  var file: String

  @OptionGroup var models: ModelsOption

  @Option(help: ArgumentHelp("How many units of a sweep, evenly spaced.", valueName: "n"))
  var units: Int = 8

  @OptionGroup var output: OutputOptions<ListOutput>

  func validate() throws {
    if units < 1 { throw ValidationError("--units is 1 or more.") }
  }

  func answer(in program: Program) throws -> Answer {
    let policies = try models.policies()
    let report = try SweepReader.isDatabase(file) ? points(policies, program) : runs(policies, program)
    var answer = Answer(report, failure: report.difference)
    answer.isPrinted = output.json || report.difference == nil
    return answer
  }

  /// The runs of a bundle.
  private func runs(_ policies: [Policy], _ program: Program) throws -> ReplayReport {
    guard policies.count == 1, let policy = policies.first else { throw OptionError.severalModels(of: file) }
    let bundle = try FileFault.reading(file) { try RunBundle(json: FileInput.read(file)) }
    let again = try bundle.repeated(
      with: policy, registry: program.registry, progress: program.console.rows("computing runs again"))
    for line in PluginChanges(from: bundle.plugins, to: again.plugins).lines { program.console.note("note: \(line)") }
    return try ReplayReport(of: bundle, again, title: title, recipe: recipe(policies))
  }

  /// Points of a sweep.
  private func points(_ policies: [Policy], _ program: Program) throws -> ReplayReport {
    let replay = try SweepReplay(SweepReader(file), policies: policies, registry: program.registry)
    for line in replay.plugins.lines { program.console.note("note: \(line)") }
    let outcome = try replay.run(units: units) {
      program.console.progress(ProgressReport("computing units again", $0, of: $1, "units"))
    }
    return try ReplayReport(of: outcome, plugins: replay.plugins.lines, title: title, recipe: recipe(policies))
  }

  private var title: String { "\(file), computed again" }

  private func recipe(_ policies: [Policy]) throws -> Recipe {
    var recipe = Recipe()
    recipe.add(policies)
    // A file of results may be too large to read whole, and other programs may write it.
    if SweepReader.isDatabase(file) { recipe.add("file", .string(file)) } else { try recipe.add("file", file: file) }
    return recipe
  }
}
