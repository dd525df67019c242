import ArgumentParser
import Experiments
import Sweeps

/// `hookctl diff`: where two runs part.
struct DiffCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "The first site and square where two runs part, and by how much.",
    usage: "hookctl diff <bundle> <bundle> [<options>]",
    discussion: """
      Takes two bundles; BUNDLE#NAME means one run of several, \
      as in a.bundle#original. Distances are estimates from sketches, good to a third.

      EXAMPLES
        hookctl diff monday.bundle tuesday.bundle
        hookctl diff cheese.bundle#original cheese.bundle#patched --all
      """)

  @Argument(help: ArgumentHelp("A bundle, or one of its runs.", valueName: "bundle"), completion: .file())
  var first: String

  @Argument(help: ArgumentHelp("Another.", valueName: "bundle"), completion: .file())
  var second: String

  @Option(help: ArgumentHelp("Distances up to this part of the norm do not count.", valueName: "part"))
  var tolerance: Double = RunDifference.rounding

  @Flag(help: "Every bit counts, rounding too.")
  var exact = false

  @Flag(help: "List every site.")
  var all = false

  @OptionGroup var output: OutputOptions<ListOutput>

  func validate() throws {
    guard tolerance >= 0, tolerance.isFinite else { throw ValidationError("--tolerance is a number from 0.") }
  }

  func answer(in program: Program) throws -> Answer {
    Answer(
      try DifferenceReport(
        between: BundledRuns(first), BundledRuns(second), tolerance: exact ? 0 : tolerance, showsSites: all))
  }
}
