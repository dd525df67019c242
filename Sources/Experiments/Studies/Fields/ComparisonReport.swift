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
  /// The second maze, where it is another.
  private let other: MazeState?

  init(
    _ subject: FieldSubject, _ comparison: FieldComparison, _ facing: FacingEffect, nulls: NullEffects? = nil,
    versus other: MazeState? = nil
  ) {
    (self.subject, self.comparison, self.facing, self.nulls, self.other) = (subject, comparison, facing, nulls, other)
    caption = FigureCaption(comparison, model: subject.policy.fieldName)
  }

  public var text: String {
    let difference = comparison.difference
    var table = Table()
    table.add("mean total variation", difference.meanTotalVariation.fourDecimals)
    table.add("mean arrow change", difference.meanArrowChange.fourDecimals + " squares")
    table.add("mean change of state value", difference.meanValueChange.fourDecimals)
    if let decision = comparison.decision {
      func change(_ part: KeyPath<DecisionProbabilities, Double>) -> String {
        "\(decision.original[keyPath: part].fourDecimals) -> \(decision.patched[keyPath: part].fourDecimals)"
      }
      table.add("decision square \(decision.square)", "towards cheese \(change(\.towardsCheese))")
      table.add("", "towards corner \(change(\.towardsCorner))")
      table.add("", "other          \(change(\.other))")
    }
    let numbers = FieldText.joined([
      caption.title, table.text, ownDecisions, facing.text, comparison.receipts.text(of: comparison.plan),
    ])
    return ([numbers] + (nulls?.tables() ?? []).map(\.text)).joined(separator: "\n\n")
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
        if comparison.sides != .edits {
          Note("\(comparison.sides.original) is \"original\" here, \(comparison.sides.patched) is \"patched\".")
          Note(ownDecisions)
        }
        if let nulls { nulls.tables() }
        Measures("facing", "What turning the mouse changes in the original field") { facing.measures }
        Note(facing.text)
        Picture("comparison", caption.title, figure)
        comparison.receipts.table
      }
    }
  }

  private var figure: FieldFigure {
    FieldFigure(
      comparison, of: subject.state, versus: other, renderer: subject.renderer, caption: caption,
      options: subject.style)
  }

  private var effect: DataTable {
    let difference = comparison.difference
    return DataTable(
      "effect", "Effect", header: ["", "original", "patched", "change"],
      rows: [
        [.text("mean total variation"), .missing, .missing, .number(difference.meanTotalVariation)],
        [.text("mean arrow change, squares"), .missing, .missing, .number(difference.meanArrowChange)],
        [.text("mean change of state value"), .missing, .missing, .number(difference.meanValueChange)],
      ] + decision)
  }

  private var decision: [[TableCell]] {
    guard let decision = comparison.decision else { return [] }
    func row(_ name: String, _ part: KeyPath<DecisionProbabilities, Double>) -> [TableCell] {
      let (before, after) = (decision.original[keyPath: part], decision.patched[keyPath: part])
      return [.text(name), .number(before), .number(after), .number(after - before)]
    }
    return [
      row("towards the cheese at the decision square \(decision.square)", \.towardsCheese),
      row("towards the corner there", \.towardsCorner), row("another step there", \.other),
    ]
  }

  /// What two mazes do not share: their own squares, and the decision of each.
  private var ownDecisions: String {
    let (sides, difference) = (comparison.sides, comparison.difference)
    guard sides != .edits else { return "" }
    var table = Table()
    table.add("squares in both mazes", difference.squares.count.grouped)
    if !difference.uncommon.isEmpty {
      table.add("squares in one of them", difference.uncommon.map(\.description).listed(most: 6))
    }
    for (name, field) in [(sides.original, comparison.original), (sides.patched, comparison.patched)]
    where comparison.decision == nil {
      guard let own = try? field.decisionProbabilities() else { continue }
      table.add(
        "\(name): decision square \(own.square)",
        "cheese \(own.towardsCheese.fourDecimals), corner \(own.towardsCorner.fourDecimals), "
          + "other \(own.other.fourDecimals)")
    }
    return table.text
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
