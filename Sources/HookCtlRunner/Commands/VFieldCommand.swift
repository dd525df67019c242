import ArgumentParser
import HookKit
import MazeLab

/// `hookctl vfield`: the vector field of a maze, under a plan if one is given.
struct VFieldCommand: HookCtlCommand {
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

  func run(in program: Program) throws {
    let style = request.style.options
    var subject = try request.subject(in: program)
    subject.options.progress = program.console.rows("computing the field")
    let run = try VectorField.compute(
      subject.state, policy: subject.policy, under: subject.plan, renderer: subject.renderer,
      facing: subject.facing, options: subject.options)
    let field = run.field
    let facing = try subject.facingEffect(of: field, under: subject.plan)
    program.console.endProgress()
    let caption = request.titled(FigureCaption(field, model: subject.policy.fieldName, plan: subject.plan))
    func json() throws -> JSONValue {
      try field.jsonValue().adding("facingEffect", facing.jsonValue).adding("receipts", Report.json(run.receipts))
        .adding(
          "recipe", subject.recipe.json)
    }
    // Drawn for files only.
    lazy var figure = FieldFigure(
      field, of: subject.state, under: subject.plan, renderer: subject.renderer, caption: caption, options: style)
    let bundle = try request.bundle.contents(
      [(name: "field", plan: subject.plan)], fields: [field], of: subject, seed: request.plan.seed, program)
    try subject.write(to: program.console, bundle: bundle) { format in
      try figure.bytes(as: format, recipe: subject.recipe.text)
    } json: {
      try json()
    } archive: {
      field.archive(recipe: subject.recipe.text)
    } card: {
      try FieldCard.findings(field, facing, figure, caption, run.receipts, recipe: subject.recipe)
    }
    if request.output.json { return try program.console.print(try json().line) }
    let drawing = subject.files.isEmpty ? [Report.drawing(field, program.console)] : []
    try program.console.print(
      (drawing + [Report.text(field, facing, caption, run.receipts)]).joined(separator: "\n\n"))
  }
}
