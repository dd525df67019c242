import ArgumentParser
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Sweeps

/// A sweep as the command line says it: a file, options, or a file with options in place of some of its values.
struct SweepOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A sweep as a file (YAML or JSON); options take the place of its values.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var file: String?

  @OptionGroup(title: "Mazes") var set: MazeSetOptions

  @Option(help: "The distribution of the levels: easy, hard or memory. (default: hard)")
  var mode: MazeMode?

  @Option(
    help: ArgumentHelp(
      "A change of every maze, as an axis: 'as it is', 'without cheese', 'cheese 3,4', 'cheese corner', 'random cheese 7', 'wall 3,4', 'facing right', 'rotated 90', 'mirrored'; repeatable.",
      valueName: "change"))
  var maze: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which way the mouse looks on every square: state, left, right or both, as an axis: left,right,both. (default: state)",
      valueName: "facings"))
  var facing: String?

  @Option(
    help: ArgumentHelp("The seeds of random draws: 0, or 0-9 as an axis. (default: 0)", valueName: "seeds")
  )
  var seeds: String?

  @Option(
    help: ArgumentHelp("An edit with axes in braces; repeatable, applied in order.", valueName: "call"))
  var patch: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file of edits, in its place among the patches; several are an axis.", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var plan: [String] = []

  @Option(help: ArgumentHelp("An axis that calls use in braces; repeatable.", valueName: "name=values"))
  var axis: [String] = []

  @Flag(help: "Accept edits that match, select or change nothing.")
  var allowUnmatched = false

  @Option(
    help: ArgumentHelp("What is measured; repeatable. `hookctl metrics` lists them.", valueName: "metric"),
    completion: .custom { _, _, _ in KnownNames.metrics + KnownNames.mazeMetrics })
  var metric: [String] = []

  @OptionGroup var twins: NullOptions

  /// The sweep, with all faults of files together.
  func description() throws -> SweepDescription {
    var result =
      try file.map { path in
        try FileFault.reading(path) { try SweepDescription(text: TextFile.read(path)) }
      } ?? SweepDescription(levels: "")
    if set.isGiven { (result.levels, result.files) = (set.levels ?? "", set.mazes) }
    guard !result.levels.isEmpty || !result.files.isEmpty else { throw SweepError.noLevels }
    if let change = set.change { result.change = change }
    if !set.conditions.isEmpty { result.conditions = set.conditions }
    if let mode {
      guard result.files.isEmpty else { throw MazeChoiceError.modeOfFiles(mode) }
      result.mode = mode
    }
    if !maze.isEmpty { result.mazes = maze }
    if let facing { result.facings = [facing] }
    if let seeds { result.seeds = seeds }
    if !patch.isEmpty || !plan.isEmpty { result.patchesBeforePlans = try patchesBeforePlans() }
    if !patch.isEmpty { result.patches = patch }
    if !plan.isEmpty { result.plans = try plan.map { .init(name: $0, text: try TextFile.read($0)) } }
    for text in axis {
      guard let mark = text.firstIndex(of: "="), mark != text.startIndex else {
        throw SweepError.braces(text, "is no axis")
      }
      result.axes[String(text[..<mark])] = String(text[text.index(after: mark)...])
    }
    if allowUnmatched { result.allowUnmatched = true }
    if !metric.isEmpty { result.metrics = metric }
    if let nulls = twins.nulls { result.nulls = nulls }
    if !twins.control.isEmpty { result.controls = twins.control }
    if let group = twins.nullsOf { result.nullsOf = group }
    return result
  }
  /// How many patches come before the plans, which have one place, since they are the values of one axis.
  private func patchesBeforePlans() throws -> Int {
    let parts = WrittenPlan.Part.ordered(plans: plan, patches: patch)
    let plans = parts.indices.filter { if case .file = parts[$0] { true } else { false } }
    guard let first = plans.first, let last = plans.last else { return 0 }
    guard last - first < plans.count else { throw SweepError.plansApart }
    return first
  }
}
