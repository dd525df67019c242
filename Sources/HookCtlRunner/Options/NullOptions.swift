import ArgumentParser
import HookKit
import MazeLab
import Sweeps

/// What effects are held against.
struct NullOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Null twins of the edits, to hold their effect against. (default: 0)", valueName: "n"))
  var nulls: Int?

  @Option(
    help: ArgumentHelp(
      "How null twins are made: random, permuted, shuffled, flipped or channels; repeatable. (default: what fits)",
      valueName: "control"))
  var control: [String] = []

  /// - Throws: `SweepError.noControl` for names and numbers that mean nothing.
  func controls() throws -> Controls { try Controls(named: control, draws: nulls ?? 0) }
}

extension NullEffects {
  /// For the terminal.
  var text: String {
    var table = Table()
    table.add("null twins", "control", "draws", "effect", "mean of twins", "percentile", "95 % interval")
    for entry in entries {
      table.add(
        entry.metric, entry.control.rawValue, "\(entry.comparison.count)",
        Report.number(entry.comparison.value),
        Report.number(entry.mean), Self.percent(entry.percentile.estimate),
        "\(Self.percent(entry.percentile.lower)) to \(Self.percent(entry.percentile.upper))")
    }
    return entries.isEmpty ? "" : table.text
  }

  var json: JSONValue {
    .array(
      entries.map { entry in
        .object([
          .init("metric", .string(entry.metric)), .init("control", .string(entry.control.rawValue)),
          .init("draws", .integer(entry.comparison.count)), .init("effect", .number(entry.comparison.value)),
          .init("meanOfTwins", .number(entry.mean)), .init("percentile", .number(entry.percentile.estimate)),
          .init("interval", .array([.number(entry.percentile.lower), .number(entry.percentile.upper)])),
        ])
      })
  }

  private static func percent(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
