import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Statistics

/// What commands over many levels have in common: levels, drawing, model, edits, and where findings go.
struct StudyOptions: ParsableArguments {
  @OptionGroup(title: "Mazes") var set: MazeSetOptions

  @Option(help: "The distribution of the levels: easy, hard or memory. (default: hard)")
  var mode: MazeMode?

  @OptionGroup var theme: ThemeOption
  @OptionGroup var models: ModelsOption
  @OptionGroup(title: "Edits of activations") var plan: PlanOptions

  @OptionGroup var output: OutputOptions<FindingsOutput>
  @OptionGroup var size: SizeOption

  /// The mazes to look at.
  ///
  /// - Throws: ``InputError/noMazes``, and what is wrong with those that are named.
  func mazes(_ registry: Registry) throws -> MazeSet {
    guard let mazes = try set.set(mode: mode, registry) else { throw InputError.noMazes }
    return mazes
  }

  /// The edits on every maze, checked against the networks before anything is computed.
  func edits(on mazes: MazeSet, for policies: [Policy], _ registry: Registry) throws -> LevelPlan {
    let edits = try plan.edits(on: mazes, registry)
    let sample = try edits.same ?? edits.plan(on: mazes.numbers[0])
    for policy in policies { try sample.check(on: policy.graph) }
    return edits
  }

  /// What a study works with, for each policy.
  ///
  /// - Parameters:
  ///   - policies: the policies, at least one.
  ///   - mazes: the mazes to look at.
  ///   - facing: which way the mouse looks.
  ///   - rule: which means have intervals.
  func labs(
    of policies: [Policy], on mazes: MazeSet, facing: FieldFacing = .state, _ rule: IntervalRule = IntervalRule(),
    in program: Program
  ) throws -> [Lab] {
    let console = program.console
    let lab = Lab(
      policy: policies[0], renderer: try theme.renderer(), set: mazes, choice: set.choice(mode: mode), seed: plan.seed,
      facing: facing, registry: program.registry, intervals: rule, progress: { console.progress($0) },
      note: { console.note($0) })
    return policies.map { lab.with($0) }
  }

  /// Findings with their recipe completed, and the plan's files.
  func answer(
    _ findings: Findings, of mazes: MazeSet, policies: [Policy], edits: LevelPlan, carriesState: Bool = false,
    in program: Program
  ) throws -> Answer {
    var findings = findings
    try findings.checkedNames()
    findings.recipe.add(policies, carriesState: carriesState)
    findings.recipe.add(mazes)
    try findings.recipe.add(edits, seed: plan.seed, naming: program.registry)
    return Answer(findings, files: try edits.same.map { try plan.planFile($0, program.registry) } ?? [])
  }
}
