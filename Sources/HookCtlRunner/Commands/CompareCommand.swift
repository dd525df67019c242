import ArgumentParser
import HookKit
import MazeLab

/// `hookctl compare`: original and patched field, and how they differ.
struct CompareCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Original field, patched field and their difference, with numbers.",
    discussion: """
      Edits apply in the order written, those of --plan first. A receipt says what each did. Without --out \
      the three fields are drawn in the terminal.

      EXAMPLES
        hookctl compare --level 0 --out noise.svg \\
          --patch 'noise(scale: 0.2)@embedder.block2.res1.resadd_out'
        hookctl compare --level 8 \\
          --patch 'add(vector: with.npz, scale: -1)@embedder.block2.res1.resadd_out' \\
          --patch 'add(vector: without.npz)@embedder.block2.res1.resadd_out'
        hookctl compare --level 8 --plan plan.yaml --patch 'zero@*.resadd_out[5]' \\
          --write-plan both.yaml --out both.png --out both.json
      """)

  @OptionGroup var request: FieldRequest

  func run(in program: Program) throws {
    guard request.plan.isGiven else { throw CompareError.noEdits }
    let subject = try request.subject(in: program)
    program.console.progress("computing both fields")
    let comparison = try FieldComparison.compute(
      subject.state, policy: subject.policy, under: subject.plan, renderer: subject.renderer,
      options: subject.options)
    program.console.endProgress()
    let caption = request.titled(FigureCaption(comparison, model: subject.policy.name))
    func json() throws -> JSONValue { try comparison.jsonValue().with("recipe", subject.recipe.json) }
    let runs = [(name: "original", plan: Plan()), (name: "patched", plan: subject.plan)]
    let bundle = try request.bundle.contents(runs, of: subject, seed: request.plan.seed)
    try subject.write(to: program.console, bundle: bundle) { format in
      let figure = FieldFigure(
        comparison, of: subject.state, renderer: subject.renderer, caption: caption,
        options: request.style.options)
      return try figure.bytes(as: format, recipe: subject.recipe.text)
    } json: {
      try json()
    } archive: {
      comparison.archive(recipe: subject.recipe.text)
    }
    if request.output.json { return try program.console.print(try json().line) }
    let drawing = subject.files.isEmpty ? [Report.drawing(comparison, program.console)] : []
    try program.console.print((drawing + [Report.text(comparison, caption)]).joined(separator: "\n\n"))
  }
}

/// A comparison of nothing.
enum CompareError: ExplainedError {
  case noEdits

  var explanation: Explanation {
    Explanation(
      .usage, "no edits", "original and patched would be the same",
      try: "give --patch CALL or --plan FILE; `hookctl vfield` draws one field")
  }
}
