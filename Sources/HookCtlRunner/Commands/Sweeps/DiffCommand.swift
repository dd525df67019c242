import ArgumentParser
import Experiments
import HookKit
import MazeLab
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
    let tolerance = exact ? 0 : tolerance
    let pairs = try pairs().map { left, right in
      DifferenceReport.Pair(
        left.name == right.name ? left.name : "\(left.name) and \(right.name)",
        try RunDifference(left, right, tolerance: tolerance))
    }
    var recipe = Recipe()
    for (key, text) in [("first", first), ("second", second)] { try recipe.add(key, file: Self.path(of: text)) }
    recipe.add("tolerance", .number(tolerance))
    return Answer(
      DifferenceReport("Where \(first) and \(second) part", pairs, showsSites: all, recipe: recipe))
  }

  private func pairs() throws -> [(RunBundle.Record, RunBundle.Record)] {
    let (left, right) = (try records(first), try records(second))
    if left.count == 1, right.count == 1 { return [(left[0], right[0])] }
    return try left.map { record in
      guard let other = right.first(where: { $0.name == record.name }) else {
        throw BundleError.noRun(record.name, known: right.map(\.name))
      }
      return (record, other)
    }
  }

  private func records(_ text: String) throws -> [RunBundle.Record] {
    let parts = text.split(separator: "#", maxSplits: 1).map(String.init)
    let path = Self.path(of: text)
    let bundle = try FileFault.reading(path) { try RunBundle(json: FileInput.read(path)) }
    guard parts.count == 2 else { return bundle.records }
    guard let record = bundle.records.first(where: { $0.name == parts[1] }) else {
      throw BundleError.noRun(parts[1], known: bundle.records.map(\.name))
    }
    return [record]
  }

  /// The file of a bundle or of one of its runs.
  private static func path(of text: String) -> String {
    text.split(separator: "#", maxSplits: 1).first.map(String.init) ?? text
  }
}
