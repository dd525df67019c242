import HookKit
import MazeLab
import Sweeps

/// Runs or points that were computed again: what `hookctl replay` shows.
public struct ReplayReport: Report {
  /// What became of them, for people.
  public let words: String
  /// What is no longer as it was; nil for nothing.
  public let difference: BundleError?
  public let findings: Findings
  public var text: String { TextWidth.wrapped(words) }

  /// Metrics are means of probabilities, and those agree to this much whatever the processor and the batch.
  private static let metricTolerance = 1e-4

  /// The runs of a bundle, computed again.
  ///
  /// - Parameters:
  ///   - bundle: as it was written.
  ///   - again: the same runs now.
  ///   - title: the line above everything.
  ///   - recipe: how the report was made.
  /// - Throws: `BundleError` for runs that cannot be compared.
  public init(of bundle: RunBundle, _ again: RunBundle, title: String, recipe: Recipe) throws {
    let pairs = try zip(bundle.records, again.records).map { before, after in
      DifferenceReport.Pair(before.name, try RunDifference(before, after, tolerance: RunDifference.rounding))
    }
    let lines = zip(bundle.records, pairs).map(Self.line)
    let versions = "written by \(bundle.program), this is \(again.program)"
    words = lines.joined(separator: "\n")
    difference = zip(pairs, lines).first { $0.0.difference.first != nil }.map {
      BundleError.differs("\($0.1) (\(versions))")
    }
    findings = try .card(title, recipe: recipe) {
      for line in lines + PluginChanges(from: bundle.plugins, to: again.plugins).lines {
        Note("\(line).") as any Finding
      }
      Note("The bundle was \(versions); its command: \(bundle.command)")
      pairs.table
    }
  }

  private static func line(_ record: RunBundle.Record, _ pair: DifferenceReport.Pair) -> String {
    let how = pair.difference.isIdentical ? "the same, bit for bit" : "the same but for rounding"
    return pair.difference.first.map { "\(pair.name) is another run now: \(DifferenceReport.Pair.words($0))" }
      ?? "\(pair.name): \(pair.difference.sites.count) sites on \(record.field.squares.count) squares are \(how)"
  }

  /// Points of a sweep, computed again.
  ///
  /// - Parameters:
  ///   - outcome: what came of it.
  ///   - plugins: how the plugins have changed, in words.
  ///   - title: the line above everything.
  ///   - recipe: how the report was made.
  public init(of outcome: SweepReplay.Outcome, plugins: [String], title: String, recipe: Recipe) throws {
    let differs =
      outcome.largest <= Self.metricTolerance
      ? nil : "\(outcome.place) is now \(outcome.largest) away from what the file has"
    let identical =
      outcome.identical == outcome.values
      ? "all of them the same, bit for bit"
      : "\(outcome.identical.grouped) the same bit for bit, the others within \(outcome.largest)"
    words = "\(outcome.points.grouped) points computed again: \(outcome.values.grouped) values, \(identical)"
    difference = differs.map { BundleError.differs($0) }
    let said = words
    findings = try .card(title, recipe: recipe) {
      Note("\(differs ?? said).") as any Finding
      for line in plugins { Note("\(line).") as any Finding }
      DataTable("values", "Values computed again", of: [outcome]) {
        Column("points", \.points)
        Column("values", \.values)
        Column("bit for bit", \.identical)
        Column("largest difference", \.largest)
        Column("at", \.place)
      }
    }
  }
}
