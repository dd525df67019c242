import ArgumentParser
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
    discussion: """
      A bundle (`vfield --bundle`, `compare --bundle`) is computed again and compared site by site and square by square; \
      a file of results (`sweep --out`) by recomputing some of its units. Ends with exit code 65 when more differs than \
      float32 rounding explains.

      EXAMPLES
        hookctl replay cheese.bundle
        hookctl replay cheese.sqlite --units 20
      """)

  @Argument(help: ArgumentHelp("A bundle, or a file of results.", valueName: "file"), completion: .file())
  var file: String

  @OptionGroup var model: ModelOption

  @Option(help: ArgumentHelp("How many units of a sweep, evenly spaced.", valueName: "n"))
  var units: Int = 8

  func validate() throws {
    if units < 1 { throw ValidationError("--units is 1 or more.") }
  }

  func run(in program: Program) throws {
    let policy = try model.policy()
    if SweepReader.isDatabase(file) { return try replaySweep(policy, program) }
    let bundle = try InFile.reading(file) { try RunBundle(json: FileInput.read(file)) }
    program.console.progress("computing \(bundle.records.count) runs again")
    let again = try bundle.repeated(with: policy, registry: program.registry)
    program.console.endProgress()
    var lines: [String] = []
    for (before, after) in zip(bundle.records, again.records) {
      let difference = try RunDifference(before, after, tolerance: RunDifference.rounding)
      if let first = difference.first {
        throw BundleError.differs(
          "\(before.name) is another run now: \(DifferenceText.first(first)) (written by \(bundle.program), this is \(again.program))"
        )
      }
      let how = difference.isIdentical ? "the same, bit for bit" : "the same but for rounding"
      lines.append(
        "\(before.name): \(difference.sites.count) sites on \(before.field.squares.count) squares are \(how)")
    }
    try program.console.print(lines.joined(separator: "\n"))
  }

  private func replaySweep(_ policy: Policy, _ program: Program) throws {
    let replay = try SweepReplay(SweepReader(file), policy: policy, registry: program.registry)
    let outcome = try replay.run(units: units) { program.console.progress("unit \($0 + 1) of \($1)") }
    program.console.endProgress()
    guard outcome.largest <= Self.metricTolerance else {
      throw BundleError.differs("\(outcome.place) is now \(outcome.largest) away from what the file has")
    }
    let identical =
      outcome.identical == outcome.values
      ? "all of them the same, bit for bit"
      : "\(outcome.identical.grouped) the same bit for bit, the others within \(outcome.largest)"
    try program.console.print(
      "\(outcome.points.grouped) points computed again: \(outcome.values.grouped) values, \(identical)")
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

  static func percent(_ distance: Double) -> String {
    guard distance >= 1e-9 else { return "less than a billionth" }
    let value = 100 * distance
    return value >= 0.1 ? "\((value * 10).rounded() / 10) %" : "\(String(format: "%.1e", distance))"
  }
}
