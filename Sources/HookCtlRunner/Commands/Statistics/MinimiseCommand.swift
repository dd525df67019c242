import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// `hookctl minimise`: the fewest channels of an edit that keep its effect.
struct MinimiseCommand: HookCtlCommand {
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

  func run(in program: Program) throws {
    let outputs = try study.outputs()
    let measured = try program.registry.metric(metric)
    let policy = try study.models.policy(of: "minimise")
    let mazes = try study.mazes(program.registry)
    let chain = try study.plan.chain(of: "minimise", program.registry)
    try chain.check(on: policy.graph)
    let question = try ChannelQuestion(chain, edit: edit.map { $0 - 1 }, on: policy.graph)
    let states = try mazes.numbers.map { try mazes.state(numbered: $0) }
    program.console.progress("running the plan")
    let found = try Minimisation(
      question, keeping: keep, of: measured, on: states, policy: policy, renderer: try study.theme.renderer(),
      facing: facing.facing, options: study.runOptions(program.registry, mode: mazes.mode)
    ) { program.console.progress("\($0.grouped) plans") }
    var findings = try findings(found, measured.text, policy, mazes)
    findings.recipe.add("minimised", .array(chain.edits.map { .string($0.description) }))
    findings.recipe.add("metric", .string(measured.text))
    findings.recipe.use(PlanUses(metrics: [measured.registeredName]))
    findings.recipe.add("keep", .number(keep))
    facing.describe(in: &findings.recipe)
    try study.finish(findings, of: mazes, to: outputs, policies: [policy], edits: LevelPlan(found.plan), in: program)
  }

  private func findings(
    _ found: Minimisation, _ metric: String, _ policy: Policy, _ mazes: MazeSet
  ) throws -> Findings {
    let (question, call) = (found.question, found.question.plan.edits[found.question.edit].description)
    return try Findings("Channels of \(call) that keep its effect: \(policy.fieldName)") {
      Note(
        "\(found.channels.count) of \(question.channels.count.counted("channel")) keep \(Report.percent(found.kept)) of the effect "
          + "on \(metric): \(Report.number(found.effect)) of \(Report.number(found.whole)), mean over \(mazes). "
          + "Without any one of them less than \(Report.percent(keep)) is left. \(found.plans.grouped) plans were run.")
      Note(found.plan.edits[question.edit].description)
      DataTable("channels", "Parts of the whole effect: on the channel alone, and without it", of: found.channels) {
        Column("channel", \.channel)
        Column("alone", \.alone)
        Column("without it", \.without)
      }
      DataTable("receipts", "What the edits of the small plan did", of: found.receipts) {
        Column("edit", \.call)
        Column("site", \.site)
        Column("rows", \.rows)
        Column("selected", \.selected)
        Column("changed", \.changed)
        Column("size") { $0.ratio }
      }
    }
  }
}
