import HookKit
import MazeLab

/// A vector field with its numbers: what `hookctl vfield` shows.
public struct FieldReport: Report {
  /// What it is of.
  public let subject: FieldSubject
  /// The field.
  public let field: VectorField
  /// What the edits did.
  public let receipts: [Receipt]
  /// How much it matters which way the mouse looks.
  public let facing: FacingEffect
  /// The text under the figure.
  public var caption: FigureCaption

  init(_ subject: FieldSubject, _ field: VectorField, _ receipts: [Receipt], _ facing: FacingEffect) {
    (self.subject, self.field, self.receipts, self.facing) = (subject, field, receipts, facing)
    caption = FigureCaption(field, model: subject.policy.fieldName, plan: subject.plan)
  }

  /// The mean over squares of the state's value.
  public var meanValue: Double { field.values.reduce(0, +) / Double(max(field.values.count, 1)) }

  public var text: String {
    var table = Table()
    table.add("legal squares", field.squares.count.grouped)
    table.add("mean state value", meanValue.fourDecimals)
    if let decision = try? field.decisionProbabilities() {
      table.add("decision square \(decision.square)", "towards cheese \(decision.towardsCheese.fourDecimals)")
      table.add("", "towards corner \(decision.towardsCorner.fourDecimals)")
      table.add("", "other          \(decision.other.fourDecimals)")
    }
    return FieldText.joined([caption.title, table.text, facing.text, receipts.text()])
  }

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
        Measures("field", "Numbers") {
          Measure("legal squares", count: field.squares.count)
          Measure("mean state value", meanValue)
          facing.measures
          if let decision = try? field.decisionProbabilities() {
            Measure("towards the cheese at the decision square \(decision.square)", decision.towardsCheese)
            Measure("towards the corner there", decision.towardsCorner)
          }
        }
        Note(facing.text)
        Picture("vector-field", caption.title, figure)
        if !receipts.isEmpty { receipts.table }
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

/// What texts of fields have in common.
enum FieldText {
  static func joined(_ parts: [String]) -> String {
    TextWidth.wrapped(parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }

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
