import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab
import Statistics
import Sweeps

/// `hookctl statistics decision`: what a policy does where the ways to cheese and corner part.
struct DecisionCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "decision",
    abstract: "Steps towards cheese, corner and elsewhere at the decision squares of many levels.",
    usage: "hookctl statistics decision --levels <levels> [<options>]",
    discussion: """
      The mouse is put on the decision square of every level that has one; the others are counted. With edits, \
      original and patched are compared level by level: the interval of a difference is that of the mean of \
      the levels' differences. --nulls runs null twins of the edits at the same squares, and \
      says where the mean effect stands among theirs.

      EXAMPLES
        hookctl statistics decision --levels 0-499
        hookctl statistics decision --levels 0-499 --out decision \\
          --patch 'zero@embedder.block2.res1.resadd_out[5]'
        hookctl statistics decision --levels 0-499 --nulls 100 \\
          --patch 'zero@embedder.block2.res1.resadd_out[5]'
        hookctl statistics decision --levels 0-199 --json \\
          --patch 'noise(scale: 0.2)@embedder.block2.res1.resadd_out'
      """)

  @OptionGroup var study: StudyOptions
  @OptionGroup var facing: FacingOption
  @OptionGroup(title: "Controls") var twins: NullOptions

  @OptionGroup var intervals: IntervalOptions

  /// Intervals were once those of a bootstrap; commands that say of how many resamples still work.
  @Option(parsing: .unconditional, help: .hidden)
  var resamples: Int?

  func run(in program: Program) throws {
    let outputs = try study.outputs(hasSeveralPictures: true)
    if let resamples {
      try OptionError.check("--resamples", resamples, in: 2...10_000_000)
      program.console.note("--resamples has no effect: intervals are not resampled")
    }
    let mazes = try study.mazes(program.registry)
    let policy = try study.model.policy()
    let edits = try study.edits(on: mazes, for: policy, program.registry)
    func nulls(of plan: Plan) throws -> [NullTwin] {
      try twins.twins(of: study.plan, plan, in: policy.graph, program.registry)
    }
    let first = try nulls(of: edits.plan(on: mazes.numbers[0]))
    let renderer = try study.theme.renderer()
    func show(_ done: Int) {
      program.console.progress(ProgressReport("asking at decision squares", done, of: mazes.count, "\(mazes.unit)s"))
    }
    show(0)
    let decisions = try DecisionStudy(
      of: mazes, policy: policy, under: study.plan.isGiven ? edits : nil, beside: { try nulls(of: $0).map(\.plan) },
      renderer: renderer, facing: facing.facing,
      options: study.runOptions(program.registry, mode: mazes.mode), progress: show)
    program.console.endProgress()
    var findings = try DecisionFindings(
      decisions, nulls: NullEffects(decisions, among: first), rule: intervals.rule, model: policy.name,
      mazes: mazes, calls: edits.texts
    ).findings()
    twins.describe(in: &findings.recipe)
    facing.describe(in: &findings.recipe)
    try study.finish(findings, of: mazes, to: outputs, policy: policy, edits: edits, in: program)
  }
}

extension NullEffects {
  /// The mean effects at decision squares, beside those of the null twins that were run there.
  fileprivate init(_ study: DecisionStudy, among twins: [NullTwin]) throws {
    let ways = DecisionStudy.Way.allCases
    let effects = ways.map(study.effects)
    try self.init(
      of: zip(ways, effects).map { ($0.rawValue, $1.patched) },
      among: twins.enumerated().map { number, twin in (twin.control, effects.map { $0.beside[number] }) },
      sizes: NullSize.sizes(
        of: study.changes.plan, among: zip(twins, study.changes.beside).map { ($0.control, $1) }))
  }
}
