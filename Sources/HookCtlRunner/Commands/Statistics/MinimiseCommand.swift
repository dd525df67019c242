import ArgumentParser
import Experiments
import HookKit
import MazeLab

/// `hookctl minimise`: the fewest channels of an edit that keep its effect.
struct MinimiseCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "minimise",
    abstract: "A smallest set of channels of an edit that keeps its effect on a metric.",
    usage: "hookctl minimise --levels <levels> --metric <metric> [<options>]",
    discussion: """
      Channels are taken away from an edit as long as --keep of the plan's mean effect over the levels is left \
      (delta debugging). Of the channels that remain none can be left out; there may be other such sets. \
      --write-plan saves the plan on these channels.

      EXAMPLES
        hookctl minimise --levels 0-9 --metric mean-total-variation \\
          --patch 'zero@embedder.block2.res1.resadd_out'
        hookctl minimise --levels 0-19 --metric decision-square --keep 0.8 \\
          --patch 'zero@embedder.block2.res1.resadd_out[[5, 7, 8, 11]]' \\
          --write-plan least.yaml --out least
      """)

  @OptionGroup var study: StudyOptions
  @OptionGroup var facing: FacingOption

  @Option(
    help: ArgumentHelp("What the effect is on, as in hookctl metrics.", valueName: "metric"),
    completion: .custom { _, _, _ in KnownNames.metrics })
  var metric: String

  @Option(parsing: .unconditional, help: ArgumentHelp("The part of the effect that must be left.", valueName: "part"))
  var keep = 0.9

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Whose channels are taken away, from 1; needed where there are several edits.", valueName: "n"))
  var edit: Int?

  func drawing(_ work: () throws -> Void) throws { try study.size.drawing(work) }

  var output: OutputOptions<FindingsOutput> { study.output }

  func answer(in program: Program) throws -> Answer {
    let measured = try program.registry.metric(metric)
    let policy = try study.models.policy(of: "minimise")
    let mazes = try study.mazes(program.registry)
    let chain = try study.plan.chain(of: "minimise", program.registry)
    try chain.check(on: policy.graph)
    let question = try ChannelQuestion(chain, edit: edit.map { $0 - 1 }, on: policy.graph)
    let lab = try study.labs(of: [policy], on: mazes, facing: facing.facing, in: program)[0]
    let report = try lab.minimise(question, keeping: keep, of: measured)
    var findings = try report.findings
    findings.recipe.add("minimised", .array(chain.edits.map { .string($0.description) }))
    findings.recipe.add("metric", .string(measured.text))
    findings.recipe.use(PlanUses(metrics: [measured.registeredName]))
    findings.recipe.add("keep", .number(keep))
    facing.describe(in: &findings.recipe)
    return try study.answer(
      findings, of: mazes, policies: [policy], edits: LevelPlan(report.found.plan), in: program)
  }
}
