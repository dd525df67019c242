import ArgumentParser
import HookKit
import Interventions
import MazeLab
import Sweeps

/// What effects are held against.
struct NullOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Matched random controls (null twins) of the plan. At each site a twin replaces the net change of all edits there; "
        + "at later sites, what the edits would do after the twin's own changes. (default: 0)", valueName: "n"))
  var nulls: Int?

  @Option(
    help: ArgumentHelp(
      "How null twins are made: \(Control.builtIn.map(\.name).joined(separator: ", ")), or one of a plugin; repeatable. "
        + "(default: what fits)", valueName: "control"),
    completion: .custom { _, _, _ in KnownNames.controls })
  var control: [String] = []

  @Option(
    help: ArgumentHelp(
      "Twins of the edits of one group, all of them together; the other edits stay as they are.", valueName: "group"))
  var nullsOf: String?

  /// - Throws: `CatalogueError` and `SweepError` for names and numbers that mean nothing, ``NullOptionError``.
  func controls(_ registry: Registry) throws -> Controls {
    let controls = try Controls(named: control, draws: nulls ?? 0, of: nullsOf, in: registry)
    if controls.draws == 0, let name = control.first { throw NullOptionError.noDraws(option: "--control \(name)") }
    if controls.draws == 0, let nullsOf { throw NullOptionError.noDraws(option: "--nulls-of \(nullsOf)") }
    return controls
  }

  /// The null twins that are asked for; none without `--nulls`.
  ///
  /// - Throws: ``NullOptionError/noEdits(option:)`` where there is nothing to make twins of.
  func twins(
    of plan: PlanOptions, _ chain: Plan, in graph: ModuleGraph, _ registry: Registry
  ) throws -> [NullTwin] {
    let controls = try controls(registry)
    guard controls.draws > 0 else { return [] }
    guard plan.isGiven, !chain.isEmpty else {
      throw NullOptionError.noEdits(
        option: nulls.map { "--nulls \($0)" } ?? "--control \(control.joined(separator: ", "))")
    }
    return try controls.twins(of: chain, in: graph)
  }

  /// What recipes say of null twins; nothing where none are asked for.
  func describe(in recipe: inout Recipe, naming registry: Registry) {
    guard nulls != nil || !control.isEmpty else { return }
    recipe.add("nulls", .integer(nulls ?? 0))
    recipe.add("controls", .array(control.map { .string($0) }))
    if let nullsOf { recipe.add("nullsOf", .string(nullsOf)) }
    var uses = PlanUses()
    uses.add(control.map(NameStyle.hyphenated), of: Control.self)
    recipe.add(uses, naming: registry)
  }
}

/// Null twins that cannot be made.
enum NullOptionError: ExplainedError, Equatable {
  case noEdits(option: String)
  case noDraws(option: String)

  var explanation: Explanation {
    switch self {
    case .noEdits(let option):
      Explanation(
        .usage, option, "null twins are made of edits, and there are none", try: "give --patch CALL or --plan FILE")
    case .noDraws(let option):
      Explanation(
        .usage, option, "says how null twins are made, and none are asked for", try: "add --nulls N")
    }
  }
}
