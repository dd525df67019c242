import ArgumentParser
import Experiments
import HookKit
import MazeLab
import Sweeps

/// `hookctl compare`: original and patched field, and how they differ.
struct CompareCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Original field, patched field and their difference, with numbers.",
    discussion: """
      Edits apply in the order written, those of --plan first. A receipt says what each did. Without --out \
      the three fields are drawn in the terminal.

      With a --versus option two mazes or two policies are compared, on the squares that both mazes have; \
      edits, and null twins of them, then apply to both.

      EXAMPLES
        hookctl compare --level 0 --out noise.svg \\
          --patch 'noise(scale: 0.2)@embedder.block2.res1.resadd_out'
        hookctl compare --level 8 \\
          --patch 'add(vector: with.npz, scale: -1)@embedder.block2.res1.resadd_out' \\
          --patch 'add(vector: without.npz)@embedder.block2.res1.resadd_out'
        hookctl compare --level 8 --plan plan.yaml --patch 'zero@*.resadd_out[5]' \\
          --write-plan both.yaml --out both.png --out both.json
        hookctl compare --level 8 --versus 'without cheese'
        hookctl compare --level 8 --versus-level 9 --out levels.png
      """)

  @OptionGroup var request: FieldRequest
  @OptionGroup(title: "Two mazes or policies") var versus: VersusOptions
  @OptionGroup(title: "Controls") var twins: NullOptions

  func drawing(_ work: () throws -> Void) throws { try request.style.size.drawing(work) }

  var output: OutputOptions<FieldOutput> { request.output }

  func answer(in program: Program) throws -> Answer {
    guard request.plan.isGiven || versus.isGiven else {
      throw Fault(
        .usage, "no edits", "original and patched would be the same",
        try: "give --patch CALL or --plan FILE, or another maze or model with --versus...; "
          + "`hookctl vfield` draws one field")
    }
    let controls = try twins.controls(program.registry)
    var subject = try request.subject(in: program)
    let other = try versus.isGiven ? self.other(of: &subject) : nil
    // Edits that have no such control are found before anything is computed.
    for policy in [subject.policy] + (other.map { [$0.policy] } ?? []) {
      _ = try twins.twins(of: request.plan, subject.plan, in: policy.graph, program.registry)
    }
    // Two mazes have other squares, whose activations are not each other's.
    let metrics = try metrics(controls, program.registry).filter { other == nil || $0.captures.isEmpty }
    twins.describe(in: &subject.recipe, naming: program.registry)
    subject.recipe.add(PlanUses(metrics: metrics.map(\.registeredName)), naming: program.registry)
    var report =
      try other.map { try subject.comparison(versus: $0, controls, metrics: metrics) }
      ?? subject.comparison(controls, metrics: metrics)
    if other == nil { report.caption = request.titled(report.caption) }
    let runs = [(name: "original", plan: Plan()), (name: "patched", plan: subject.plan)]
    return try request.answer(report, of: subject, runs, report.runs, in: program)
  }
}

extension CompareCommand {
  /// The second of two mazes or policies; the recipe says what it is.
  private func other(of subject: inout FieldSubject) throws -> FieldSubject.Other {
    if request.bundle.bundle != nil { throw VersusError.withOption("--bundle") }
    let other = try versus.other(of: subject)
    subject.recipe.add("versus", other.json)
    return other
  }

  /// The metrics that need no parameters: what null twins are held against.
  private func metrics(_ controls: Controls, _ registry: Registry) throws -> [any Metric] {
    guard controls.draws > 0 else { return [] }
    return try registry.metrics.filter { $0.parameters.allSatisfy { $0.defaultValue != nil } }.map {
      try registry.metric($0.name)
    }
  }
}
