import ArgumentParser
import Experiments
import HookKit
import MazeLab
import Sweeps

/// `hookctl diff`: where two runs part.
struct DiffCommand: HookCtlCommand {
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

  @Flag(help: "Print as JSON.")
  var json = false

  @OptionGroup var card: CardOptions

  func validate() throws {
    guard tolerance >= 0, tolerance.isFinite else { throw ValidationError("--tolerance is a number from 0.") }
  }

  func run(in program: Program) throws {
    let files = try card.files()
    let compared = try pairs().map { left, right in
      (
        name: left.name == right.name ? left.name : "\(left.name) and \(right.name)",
        difference: try RunDifference(left, right, tolerance: exact ? 0 : tolerance)
      )
    }
    let values = JSONValue.array(compared.map(value))
    let cards = try CardOptions.contents(of: files) {
      .object([.init("version", .integer(1)), .init("runs", values)])
    } card: {
      try findings(compared)
    }
    try FileOutput.write(cards)
    program.console.noteWritten(cards)
    try program.console.print(json ? values.line : TextWidth.wrapped(compared.map(text).joined(separator: "\n\n")))
  }

  private func findings(_ compared: [(name: String, difference: RunDifference)]) throws -> Findings {
    var recipe = Recipe()
    for (key, text) in [("first", first), ("second", second)] { try recipe.add(key, file: Self.path(of: text)) }
    recipe.add("tolerance", .number(exact ? 0 : tolerance))
    return try .card("Where \(first) and \(second) part", recipe: recipe) {
      for (name, difference) in compared { Note(summary(name, difference)) as any Finding }
      DifferenceText.table(compared)
      "Distances are estimates from sketches, parts of the activation's norm, good to a third."
    }
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

  /// Where two runs part, in words.
  private func summary(_ name: String, _ difference: RunDifference) -> String {
    guard let first = difference.first else {
      return "\(name): the same" + (difference.isIdentical ? ", bit for bit" : " but for rounding")
    }
    return "\(name): \(DifferenceText.first(first))\n"
      + "largest change of a probability: \(Report.number(difference.largestProbabilityChange))"
  }

  private func text(_ name: String, _ difference: RunDifference) -> String {
    let summary = summary(name, difference)
    guard all, difference.first != nil else { return summary }
    var table = Table(indent: 2)
    table.add("site", "squares that differ", "largest", "at")
    for site in difference.sites {
      table.add(
        site.site, "\(site.squares.count) of \(site.count)",
        site.largest.map { DifferenceText.percent($0.distance) } ?? "",
        site.largest.map { "\($0.square)" } ?? "")
    }
    return summary + "\n" + table.text
  }

  private func value(_ name: String, _ difference: RunDifference) -> JSONValue {
    .object([
      .init("run", .string(name)), .init("identical", .bool(difference.isIdentical)),
      .init("firstSite", difference.first.map { .string($0.site) } ?? .null),
      .init(
        "firstSquare",
        difference.first?.squares.first.map { .array([.integer($0.square.row), .integer($0.square.column)]) }
          ?? .null),
      .init("largestProbabilityChange", .number(difference.largestProbabilityChange)),
      .init(
        "sites",
        .array(
          difference.sites.map { site in
            .object([
              .init("site", .string(site.site)), .init("squares", .integer(site.squares.count)),
              .init("of", .integer(site.count)),
              .init("largest", site.largest.map { .number($0.distance) } ?? .null),
            ])
          })),
    ])
  }
}
