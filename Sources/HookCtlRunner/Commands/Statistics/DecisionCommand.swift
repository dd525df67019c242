import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab
import Sweeps

/// `hookctl statistics decision`: what a policy does where the ways to cheese and corner part.
struct DecisionCommand: ReportCommand {
  static let drawsSeveralPictures = true

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

  var output: OutputOptions<FindingsOutput> { study.output }

  func answer(in program: Program) throws -> Answer {
    if let resamples {
      try OptionError.check("--resamples", resamples, in: 2...10_000_000)
      program.console.note("--resamples has no effect: intervals are not resampled")
    }
    let mazes = try study.mazes(program.registry)
    let policies = try study.models.policies()
    let edits = try study.edits(on: mazes, for: policies, program.registry)
    let controls = try twins.controls(program.registry)
    let sample = try edits.plan(on: mazes.numbers[0])
    let reports = try study.labs(of: policies, on: mazes, facing: facing.facing, intervals.rule, in: program).map {
      _ = try twins.twins(of: study.plan, sample, in: $0.policy.graph, program.registry)
      return try $0.decisionReport(under: study.plan.isGiven ? edits : nil, controls: controls)
    }
    var findings =
      try reports.count == 1
      ? reports[0].findings : DecisionReport.compared(reports, of: policies.map(\.name), intervals.rule)
    twins.describe(in: &findings.recipe, naming: program.registry)
    facing.describe(in: &findings.recipe)
    return try study.answer(findings, of: mazes, policies: policies, edits: edits, in: program)
  }
}
