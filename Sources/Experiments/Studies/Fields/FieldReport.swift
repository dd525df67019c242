import HookKit
import MazeLab

/// A vector field with its numbers: what `hookctl vfield` shows.
public struct FieldReport: Report {
  /// What it is of.
  public let subject: FieldSubject
  /// The field, and what the edits did.
  package let run: FieldRun
  /// How much it matters which way the mouse looks.
  public let facing: FacingEffect
  /// The text under the figure.
  public var caption: FigureCaption

  init(_ subject: FieldSubject, _ run: FieldRun, _ facing: FacingEffect) {
    (self.subject, self.run, self.facing) = (subject, run, facing)
    caption = FigureCaption(run.field, model: subject.policy.fieldName, plan: subject.plan)
  }

  /// The field.
  public var field: VectorField { run.field }
  /// What the edits did.
  public var receipts: [Receipt] { run.receipts }

  /// The mean over squares of the state's value.
  public var meanValue: Double { field.values.reduce(0, +) / Double(max(field.values.count, 1)) }

  public var json: JSONValue {
    get throws {
      try field.jsonValue().adding("facingEffect", facing.jsonValue)
        .adding("receipts", .array(receipts.map { try JSONValue(encoding: $0) }))
        .adding("recipe", subject.recipe.json)
    }
  }

  public var findings: Findings {
    get throws {
      try .card(caption, recipe: subject.recipe) {
        Measures("field") {
          Measure("legal squares", count: field.squares.count)
          Measure("mean state value", meanValue)
        }
        if let decision { decision }
        facing
        Picture("vector-field", caption.title, figure)
        if !receipts.isEmpty { Receipts(receipts) }
      }
    }
  }

  /// What the policy does at the decision square, in mazes that have one.
  private var decision: Measures? {
    (try? field.decisionProbabilities()).map { decision in
      Measures("decision", "At the decision square \(decision.square)") {
        for step in decision.steps { Measure(step.name, step.probability) }
      }
    }
  }

  private var figure: FieldFigure {
    FieldFigure(
      field, of: subject.state, under: subject.plan, renderer: subject.renderer, caption: caption,
      options: subject.style)
  }

  /// A line for each square: its probabilities, its arrow and its value.
  public var records: DataTable? {
    let arrows = field.arrows
    return DataTable("squares", of: field.squares.indices) {
      Column("row") { field.squares[$0].row }
      Column("column") { field.squares[$0].column }
      for group in ActionGroup.allCases { Column(group.name) { field.probabilities[$0][group] } }
      Column("arrow_row") { arrows[$0].row }
      Column("arrow_column") { arrows[$0].column }
      Column("value") { field.values[$0] }
    }
  }

  public var arrays: ArrayArchive? { field.archive(recipe: subject.recipe.text) }

  public func drawing(_ options: TerminalField.Options) -> String? {
    FieldText.drawing(TerminalField(field).text(options), options, isComparison: false)
  }
}

/// What drawings of fields have in common.
enum FieldText {
  /// A drawing with its key below.
  static func drawing(_ text: String, _ options: TerminalField.Options, isComparison: Bool) -> String {
    let key = TerminalField.key(options, isComparison: isComparison)
    return text + TextWidth.wrapped(key.hasSuffix("\n") ? String(key.dropLast()) : key)
  }
}

extension Findings {
  /// The card of a figure: its edits first.
  static func card(
    _ caption: FigureCaption, recipe: Recipe, @ListBuilder<any Finding> _ items: () throws -> [any Finding]
  ) throws -> Findings {
    try .card(caption.title, recipe: recipe) {
      caption.calls.map { Note("Edit: \($0)") as any Finding }
      try items()
    }
  }
}
