import Experiments
import HookKit
import MazeLab
import Sweeps

/// What `vfield` and `compare` found, as findings: the card that `--out` writes as .md, .html and .txt.
enum FieldCard {
  static func findings(
    _ field: VectorField, _ facing: FacingEffect, _ figure: FieldFigure, _ caption: FigureCaption,
    _ receipts: [Receipt],
    recipe: Recipe
  ) throws -> Findings {
    try card(caption, recipe) {
      Measures("field", "Numbers") {
        Measure("legal squares", Double(field.squares.count))
        Measure("mean state value", field.values.reduce(0, +) / Double(max(field.values.count, 1)))
        facing.measures
        if let decision = try? field.decisionProbabilities() {
          Measure("towards the cheese at the decision square \(decision.square)", decision.towardsCheese)
          Measure("towards the corner there", decision.towardsCorner)
        }
      }
      Note(facing.text)
      Picture("vector-field", caption.title, figure)
      if !receipts.isEmpty { DataTable.receipts(receipts) }
    }
  }

  static func findings(
    _ comparison: FieldComparison, _ facing: FacingEffect, _ figure: FieldFigure, _ caption: FigureCaption,
    _ nulls: NullEffects?,
    recipe: Recipe
  ) throws -> Findings {
    let difference = comparison.difference
    return try card(caption, recipe) {
      DataTable(
        "effect", "Effect", header: ["", "original", "patched", "change"],
        rows: [
          [.text("mean total variation"), .missing, .missing, .number(difference.meanTotalVariation)],
          [.text("mean arrow change, squares"), .missing, .missing, .number(difference.meanArrowChange)],
          [.text("mean change of state value"), .missing, .missing, .number(difference.meanValueChange)],
        ] + decision(comparison))
      if comparison.sides != .edits {
        Note("\(comparison.sides.original) is \"original\" here, \(comparison.sides.patched) is \"patched\".")
        Note(comparison.ownDecisions)
      }
      if let nulls, !nulls.entries.isEmpty { nulls.table(); nulls.sizesTable }
      Measures("facing", "What turning the mouse changes in the original field") { facing.measures }
      Note(facing.text)
      Picture("comparison", caption.title, figure)
      DataTable.receipts(comparison.receipts)
    }
  }

  private static func card(
    _ caption: FigureCaption, _ recipe: Recipe, @ListBuilder<any Finding> _ items: () throws -> [any Finding]
  ) throws -> Findings {
    try Findings.card(caption.title, recipe: recipe) {
      caption.calls.map { Note("Edit: \($0)") as any Finding }
      try items()
    }
  }

  private static func decision(_ comparison: FieldComparison) -> [[TableCell]] {
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
}

extension DataTable {
  /// What edits did, one line for each edit and site.
  static func receipts(_ receipts: [Receipt]) -> DataTable {
    DataTable("receipts", "Receipts", of: receipts) {
      Column("edit") { $0.edit + 1 }
      Column("call", \.call)
      Column("site", \.site)
      Column("rows", \.rows)
      Column("selected", \.selected)
      Column("changed", \.changed)
      Column("change / activation") { $0.ratio }
    }
  }
}
