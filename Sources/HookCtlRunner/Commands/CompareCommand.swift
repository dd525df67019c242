import ArgumentParser
import HookKit
import MazeLab
import Sweeps

/// `hookctl compare`: original and patched field, and how they differ.
struct CompareCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Original field, patched field and their difference, with numbers.",
    discussion: """
      Edits apply in the order written, those of --plan first. A receipt says what each did. Without --out \
      the three fields are drawn in the terminal.

      With a --versus option two mazes or two policies are compared, on the squares that both mazes have; \
      edits then apply to both.

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

  func run(in program: Program) throws {
    guard request.plan.isGiven || versus.isGiven else { throw CompareError.noEdits }
    let controls = try twins.controls(program.registry)
    let style = request.style.options
    var subject = try request.subject(in: program)
    // Edits that have no such control are found before anything is computed.
    _ = try twins.twins(of: request.plan, subject.plan, in: subject.policy.graph, program.registry)
    let other = try versus.isGiven ? self.other(of: &subject, controls) : nil
    subject.options.progress = program.console.rows("computing both fields")
    let metrics = try metrics(controls, program.registry)
    twins.describe(in: &subject.recipe, naming: program.registry)
    subject.recipe.add(PlanUses(metrics: metrics.map(\.registeredName)), naming: program.registry)
    let comparison =
      try other.map { try subject.comparison(versus: $0) } ?? subject.comparison(controls, for: metrics)
    let facing = try subject.facingEffect(of: comparison.original, under: other == nil ? Plan() : subject.plan)
    program.console.endProgress()
    let plain = FigureCaption(comparison, model: subject.policy.fieldName)
    let caption = other == nil ? request.titled(plain) : plain
    let nulls = controls.draws == 0 ? nil : try self.nulls(controls, metrics, of: comparison, subject, program)
    func json() throws -> JSONValue {
      let value = try comparison.jsonValue().adding("facingEffect", facing.jsonValue)
      return (nulls.map { value.adding("nulls", $0.json()).adding("nullSizes", $0.sizesJSON) } ?? value)
        .adding("recipe", subject.recipe.json)
    }
    // Drawn for files only.
    lazy var figure = FieldFigure(
      comparison, of: subject.state, versus: other?.state, renderer: subject.renderer, caption: caption,
      options: style)
    let runs = [(name: "original", plan: Plan()), (name: "patched", plan: subject.plan)]
    // What null twins are held against may have been looked at on the way, which moves last bits.
    let fields = controls.draws == 0 ? [comparison.original, comparison.patched] : []
    let bundle = try request.bundle.contents(runs, fields: fields, of: subject, seed: request.plan.seed, program)
    try subject.write(to: program.console, bundle: bundle) { format in
      try figure.bytes(as: format, recipe: subject.recipe.text)
    } json: {
      try json()
    } archive: {
      comparison.archive(recipe: subject.recipe.text)
    } card: {
      try FieldCard.findings(comparison, facing, figure, caption, nulls, recipe: subject.recipe)
    }
    if request.output.json { return try program.console.print(try json().line) }
    let drawing = subject.files.isEmpty ? [Report.drawing(comparison, program.console)] : []
    try program.console.print(
      (drawing + [Report.text(comparison, facing, caption), nulls?.text() ?? ""].filter { !$0.isEmpty }).joined(
        separator: "\n\n"))
  }
}

extension CompareCommand {
  /// The second of two mazes or policies; the recipe says what it is.
  private func other(of subject: inout FieldSubject, _ controls: Controls) throws -> VersusOptions.Other {
    if controls.draws > 0 { throw VersusError.withOption("--nulls") }
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

  private func nulls(
    _ controls: Controls, _ metrics: [any Metric], of comparison: FieldComparison, _ subject: FieldSubject,
    _ program: Program
  ) throws -> NullEffects {
    var options = subject.options
    options.progress = program.console.rows("computing null twins")
    let effects = try NullEffects(
      of: comparison, on: subject.state, policy: subject.policy, controls: controls, metrics: metrics,
      renderer: subject.renderer, options: options)
    program.console.endProgress()
    return effects
  }
}

/// A comparison of nothing.
enum CompareError: ExplainedError {
  case noEdits

  var explanation: Explanation {
    Explanation(
      .usage, "no edits", "original and patched would be the same",
      try:
        "give --patch CALL or --plan FILE, or another maze or model with --versus...; `hookctl vfield` draws one field")
  }
}
