import ArgumentParser
import Experiments
import Foundation
import HookKit
import ImpalaModel
import MazeLab
import Sweeps

/// `hookctl replay`: computes a bundle or a sweep's results again, and checks.
struct ReplayCommand: HookCtlCommand {
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

  @OptionGroup var card: CardOptions

  func validate() throws {
    if units < 1 { throw ValidationError("--units is 1 or more.") }
  }

  func run(in program: Program) throws {
    let files = try card.files()
    let policies = try models.policies()
    if SweepReader.isDatabase(file) { return try replaySweep(policies, files, program) }
    guard policies.count == 1, let policy = policies.first else { throw OptionError.severalModels(of: file) }
    let bundle = try FileFault.reading(file) { try RunBundle(json: FileInput.read(file)) }
    let again = try bundle.repeated(
      with: policy, registry: program.registry, progress: program.console.rows("computing runs again"))
    program.console.endProgress()
    let plugins = PluginChanges(from: bundle.plugins, to: again.plugins)
    for line in plugins.lines { program.console.note("note: \(line)") }
    let compared = try zip(bundle.records, again.records).map { before, after in
      (name: before.name, difference: try RunDifference(before, after, tolerance: RunDifference.rounding))
    }
    let lines = zip(bundle.records, compared).map { record, run in
      let how = run.difference.isIdentical ? "the same, bit for bit" : "the same but for rounding"
      return run.difference.first.map { "\(run.name) is another run now: \(DifferenceText.first($0))" }
        ?? "\(run.name): \(run.difference.sites.count) sites on \(record.field.squares.count) squares are \(how)"
    }
    let versions = "written by \(bundle.program), this is \(again.program)"
    try write(files, policies, program) {
      for line in lines + plugins.lines { Note("\(line).") as any Finding }
      Note("The bundle was \(versions); its command: \(bundle.command)")
      DifferenceText.table(compared)
    }
    for (run, line) in zip(compared, lines) where run.difference.first != nil {
      throw BundleError.differs("\(line) (\(versions))")
    }
    try program.console.print(TextWidth.wrapped(lines.joined(separator: "\n")))
  }

  private func replaySweep(_ policies: [Policy], _ files: [OutputFile], _ program: Program) throws {
    let replay = try SweepReplay(SweepReader(file), policies: policies, registry: program.registry)
    for line in replay.plugins.lines { program.console.note("note: \(line)") }
    let outcome = try replay.run(units: units) {
      program.console.progress(ProgressReport("computing units again", $0, of: $1, "units"))
    }
    program.console.endProgress()
    let differs =
      outcome.largest <= Self.metricTolerance
      ? nil : "\(outcome.place) is now \(outcome.largest) away from what the file has"
    let identical =
      outcome.identical == outcome.values
      ? "all of them the same, bit for bit"
      : "\(outcome.identical.grouped) the same bit for bit, the others within \(outcome.largest)"
    let text = "\(outcome.points.grouped) points computed again: \(outcome.values.grouped) values, \(identical)"
    try write(files, policies, program) {
      Note("\(differs ?? text).") as any Finding
      for line in replay.plugins.lines { Note("\(line).") as any Finding }
      DataTable(
        "values", "Values computed again", header: ["points", "values", "bit for bit", "largest difference", "at"],
        rows: [
          [
            .integer(outcome.points), .integer(outcome.values), .integer(outcome.identical),
            .number(outcome.largest), .text(outcome.place),
          ]
        ])
    }
    if let differs { throw BundleError.differs(differs) }
    try program.console.print(TextWidth.wrapped(text))
  }

  private func write(
    _ files: [OutputFile], _ policies: [Policy], _ program: Program,
    @ListBuilder<any Finding> _ items: () throws -> [any Finding]
  ) throws {
    guard !files.isEmpty else { return }
    var recipe = Recipe()
    recipe.add(policies)
    // A file of results may be too large to read whole, and other programs may write it.
    if SweepReader.isDatabase(file) { recipe.add("file", .string(file)) } else { try recipe.add("file", file: file) }
    let card = try Findings.card("\(file), computed again", recipe: recipe, items)
    let contents = try CardOptions.contents(of: files) {
      .object([.init("version", .integer(1)), .init("findings", .array(card.items.map(\.json)))])
    } card: {
      card
    }
    try FileOutput.write(contents)
    program.console.noteWritten(contents)
  }

  /// Metrics are means of probabilities, and those agree to this much whatever the processor and the batch.
  private static let metricTolerance = 1e-4
}

/// Differences of runs in words.
enum DifferenceText {
  /// Where two runs first part.
  static func first(_ site: RunDifference.AtSite) -> String {
    guard let square = site.squares.first, let largest = site.largest else { return "they do not part" }
    return
      "they first part at \(site.site), square \(square.square), by about \(percent(square.distance)) of the activation's norm; "
      + "\(site.squares.count) of \(site.count) squares differ there, most \(largest.square) by \(percent(largest.distance))"
  }

  /// Every site of some pairs of runs.
  static func table(_ compared: [(name: String, difference: RunDifference)]) -> DataTable {
    let sites = compared.flatMap { run in run.difference.sites.map { (run: run.name, site: $0) } }
    return DataTable("sites", "By site", of: sites) {
      Column("run", \.run)
      Column("site", \.site.site)
      Column("squares that differ", \.site.squares.count)
      Column("of", \.site.count)
      Column("largest distance") { $0.site.largest?.distance }
      Column("at") { $0.site.largest?.square }
    }
  }

  static func percent(_ distance: Double) -> String {
    guard distance >= 1e-9 else { return "less than a billionth" }
    let value = 100 * distance
    return value >= 0.1 ? "\((value * 10).rounded() / 10) %" : "\(String(format: "%.1e", distance))"
  }
}
