import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeEnv
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

  func drawing(_ work: () throws -> Void) throws { try study.size.drawing(work) }

  func run(in program: Program) throws {
    let outputs = try study.outputs(hasSeveralPictures: true)
    if let resamples {
      try OptionError.check("--resamples", resamples, in: 2...10_000_000)
      program.console.note("--resamples has no effect: intervals are not resampled")
    }
    let mazes = try study.mazes(program.registry)
    let policies = try study.models.policies()
    let edits = try study.edits(on: mazes, for: policies, program.registry)
    let renderer = try study.theme.renderer()
    let answers = try policies.map { try answer($0, edits, mazes, renderer, program) }
    var findings = try Self.together(answers, policies, mazes, intervals.rule)
    twins.describe(in: &findings.recipe, naming: program.registry)
    facing.describe(in: &findings.recipe)
    try study.finish(findings, of: mazes, to: outputs, policies: policies, edits: edits, in: program)
  }

  /// What one policy does.
  private func answer(
    _ policy: Policy, _ edits: LevelPlan, _ mazes: MazeSet, _ renderer: MazeRenderer, _ program: Program
  ) throws -> (study: DecisionStudy, findings: Findings) {
    func nulls(of plan: Plan) throws -> [NullTwin] {
      try twins.twins(of: study.plan, plan, in: policy.graph, program.registry)
    }
    let first = try nulls(of: edits.plan(on: mazes.numbers[0]))
    func show(_ done: Int) {
      program.console.progress(ProgressReport("asking \(policy.name)", done, of: mazes.count, "\(mazes.unit)s"))
    }
    show(0)
    let decisions = try DecisionStudy(
      of: mazes, policy: policy, under: study.plan.isGiven ? edits : nil, beside: { try nulls(of: $0).map(\.plan) },
      renderer: renderer, facing: facing.facing,
      options: study.runOptions(program.registry, mode: mazes.mode), progress: show)
    program.console.endProgress()
    let findings = try DecisionFindings(
      decisions, nulls: NullEffects(decisions, among: first), rule: intervals.rule.over(mazes.unit),
      model: policy.fieldName,
      mazes: mazes, calls: edits.texts
    ).findings()
    return (decisions, findings)
  }

  /// The findings of one policy, or of several beside each other.
  private static func together(
    _ answers: [(study: DecisionStudy, findings: Findings)], _ policies: [Policy], _ mazes: MazeSet,
    _ rule: IntervalRule
  ) throws -> Findings {
    guard answers.count > 1 else { return answers[0].findings }
    let studies = answers.map(\.study)
    let isPatched = studies.allSatisfy { $0.trials.allSatisfy { $0.patched != nil } }
    return try ModelComparison(policies.map(\.name), unit: mazes.unit, rule: rule) {
      for way in DecisionStudy.Way.allCases {
        ModelMeasure(
          isPatched ? "\(way.rawValue), original" : way.rawValue,
          studies.map { $0.values { way.probability($0.original) } }, in: 0...1)
        if isPatched {
          ModelMeasure(
            "\(way.rawValue), patched", studies.map { $0.values { $0.patched.map(way.probability) ?? 0 } }, in: 0...1)
        }
      }
    }.findings(
      "At the decision squares of \(mazes): \(policies.count) policies", answers.map(\.findings))
  }
}

extension DecisionStudy {
  /// A number of every trial by the number of its maze.
  fileprivate func values(_ value: (Trial) -> Double) -> [Int: Double] {
    Dictionary(uniqueKeysWithValues: trials.map { ($0.level, value($0)) })
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
