import ArgumentParser
import Experiments
import HookKit
import MazeLab

/// `hookctl vfield`: the vector field of a maze, under a plan if one is given.
struct VFieldCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "vfield",
    abstract: "What a policy does on every square of a maze, as a field of arrows.",
    discussion: """
      The mouse is put on every legal square and the policy asked there. The arrow of a square is the mean \
      displacement: the sum of probability times direction. Without --out the field is drawn in the \
      terminal.

      EXAMPLES
        hookctl vfield --level 0
        hookctl vfield --level 0 --no-cheese --out field.svg --out field.json
        hookctl vfield --level 0 --json | jq .values
        hookctl vfield --level 0 --patch 'zero@embedder.block2.res1.resadd_out[5]'
      """)

  @OptionGroup var request: FieldRequest

  func drawing(_ work: () throws -> Void) throws { try request.style.size.drawing(work) }

  var output: OutputOptions<FieldOutput> { request.output }

  func answer(in program: Program) throws -> Answer {
    let subject = try request.subject(in: program)
    var report = try subject.field()
    report.caption = request.titled(report.caption)
    return try request.answer(
      report, of: subject, [(name: "field", plan: subject.plan)], [report.run], in: program)
  }
}
