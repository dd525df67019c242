import HookKit
import MazeEnv
import MazeLab
import Sweeps

/// Two fields and how they differ: what `hookctl compare` shows.
public struct ComparisonReport: Report {
  /// What it is of.
  public let subject: FieldSubject
  /// The fields and their difference.
  public let comparison: FieldComparison
  /// How much it matters in the original field which way the mouse looks.
  public let facing: FacingEffect
  /// Where the effects stand among those of null twins; nil without twins.
  public let nulls: NullEffects?
  /// The text under the figure.
  public var caption: FigureCaption
  /// Both fields as they were computed; empty for those of two mazes or policies.
  package let runs: [FieldRun]
  /// The second maze, where it is another.
  private let other: MazeState?

  init(
    _ subject: FieldSubject, _ comparison: FieldComparison, _ facing: FacingEffect, nulls: NullEffects? = nil,
    runs: [FieldRun] = [], versus other: MazeState? = nil
  ) {
    (self.subject, self.comparison, self.facing, self.nulls) = (subject, comparison, facing, nulls)
    (self.runs, self.other) = (runs, other)
    caption = FigureCaption(comparison, model: subject.policy.fieldName)
  }

  public var json: JSONValue {
    get throws {
      try comparison.jsonValue().adding("facingEffect", facing.jsonValue).adding("nulls", nulls?.json())
        .adding("nullSizes", nulls?.sizesJSON).adding("recipe", subject.recipe.json)
    }
  }

  public var findings: Findings {
    get throws {
      try .card(caption, recipe: subject.recipe) {
        effect
        if let decision { decision }
        mazes
        if let nulls { nulls.tables() }
        facing
        Picture("comparison", caption.title, figure)
        if !comparison.receipts.isEmpty { Receipts(comparison.receipts, of: comparison.plan) }
      }
    }
  }

  private var figure: FieldFigure {
    FieldFigure(
      comparison, of: subject.state, versus: other, renderer: subject.renderer, caption: caption,
      options: subject.style)
  }

  private var effect: Measures {
    let difference = comparison.difference
    return Measures("effect") {
      Measure("mean total variation", difference.meanTotalVariation)
      Measure("mean arrow change", difference.meanArrowChange, unit: "squares")
      Measure("mean change of state value", difference.meanValueChange)
    }
  }

  /// What the policy does at the decision square, where both mazes have the same.
  private var decision: DataTable? {
    comparison.decision.map { decision in
      DataTable(
        "decision",
        heads: [
          ColumnHead("at the decision square \(decision.square)", key: "step"), ColumnHead("original"),
          ColumnHead("patched"), ColumnHead("change"),
        ],
        rows: zip(decision.original.steps, decision.patched.steps).map { before, after in
          [
            .text(before.name), .number(before.probability), .number(after.probability),
            .number(after.probability - before.probability),
          ]
        })
    }
  }

  /// The mazes where there are two: which squares they share, and the decision of each.
  @ListBuilder<any Finding> private var mazes: [any Finding] {
    let (sides, shared) = (comparison.sides, comparison.difference)
    if sides != .edits {
      Note("\(sides.original) is \"original\" here, \(sides.patched) is \"patched\".")
      if !comparison.isOneMaze || !shared.uncommon.isEmpty { Note(sharedSquares) }
      if comparison.decision == nil, let ownDecisions { ownDecisions }
    }
  }

  private var sharedSquares: String {
    let (shared, others) = (comparison.difference.squares, comparison.difference.uncommon)
    return "The mazes share \(shared.count.counted("square"))"
      + (others.isEmpty ? "." : "; only one has \(others.map(\.description).listed(most: 6)).")
  }

  /// What each maze's decision square is, where it is not the same; nil where there is none.
  private var ownDecisions: DataTable? {
    let (sides, before, after) = (comparison.sides, comparison.original, comparison.patched)
    let own = [(name: sides.original, field: before), (name: sides.patched, field: after)].compactMap { side in
      (try? side.field.decisionProbabilities()).map { (name: side.name, decision: $0) }
    }
    guard let first = own.first else { return nil }
    return DataTable("decisions", of: own) {
      Column("maze", \.name)
      Column("decision square", \.decision.square)
      for (number, step) in first.decision.steps.enumerated() {
        Column(step.name) { $0.decision.steps[number].probability }
      }
    }
  }

  /// A line for each square that both fields have: the probabilities of both, and how they differ.
  public var records: DataTable? {
    let difference = comparison.difference
    let (variations, arrows) = (difference.totalVariations, difference.arrows)
    return DataTable("squares", of: difference.squares.indices) {
      Column("row") { difference.squares[$0].row }
      Column("column") { difference.squares[$0].column }
      for group in ActionGroup.allCases {
        Column("original_\(group.name)") { difference.original[$0][group] }
        Column("patched_\(group.name)") { difference.patched[$0][group] }
      }
      Column("total_variation") { variations[$0] }
      Column("arrow_change_row") { arrows[$0].row }
      Column("arrow_change_column") { arrows[$0].column }
      Column("value_change") { difference.valueChanges[$0] }
    }
  }

  public var arrays: ArrayArchive? { comparison.archive(recipe: subject.recipe.text) }

  public func drawing(_ options: TerminalField.Options) -> String? {
    FieldText.drawing(TerminalComparison(comparison).text(options), options, isComparison: true)
  }
}
