import HookKit
import MazeLab

/// What `vfield` and `compare` print: a drawing of the maze with arrows, and the numbers.
enum Report {
  /// The numbers of one field.
  static func text(
    _ field: VectorField, _ facing: FacingEffect, _ caption: FigureCaption, _ receipts: [Receipt]
  ) -> String {
    let size = field.squares.count
    let value = field.values.reduce(0, +) / Double(max(size, 1))
    var table = Table()
    table.add("legal squares", size.grouped)
    table.add("mean state value", number(value))
    if let decision = try? field.decisionProbabilities() {
      table.add("decision square \(decision.square)", "towards cheese \(number(decision.towardsCheese))")
      table.add("", "towards corner \(number(decision.towardsCorner))")
      table.add("", "other          \(number(decision.other))")
    }
    return join([caption.title, table.text, facing.text, lines(receipts)])
  }

  /// The numbers of a comparison.
  static func text(_ comparison: FieldComparison, _ facing: FacingEffect, _ caption: FigureCaption) -> String {
    let difference = comparison.difference
    var table = Table()
    table.add("mean total variation", number(difference.meanTotalVariation))
    table.add("mean arrow change", number(difference.meanArrowChange) + " squares")
    table.add("mean change of state value", number(difference.meanValueChange))
    if let decision = comparison.decision {
      func change(_ part: KeyPath<DecisionProbabilities, Double>) -> String {
        "\(number(decision.original[keyPath: part])) -> \(number(decision.patched[keyPath: part]))"
      }
      table.add("decision square \(decision.square)", "towards cheese \(change(\.towardsCheese))")
      table.add("", "towards corner \(change(\.towardsCorner))")
      table.add("", "other          \(change(\.other))")
    }
    return join([
      caption.title, table.text, comparison.ownDecisions, facing.text,
      lines(comparison.receipts, of: comparison.plan),
    ])
  }

  static func json(_ receipts: [Receipt]) throws -> JSONValue {
    .array(try receipts.map { try JSONValue(encoding: $0) })
  }

  private static func lines(_ receipts: [Receipt], of plan: Plan = Plan()) -> String {
    (receipts.map(line) + plan.groupReceipts(receipts).map(line)).joined(separator: "\n")
  }

  /// What the edits of a group did together.
  private static func line(_ receipt: GroupReceipt) -> String {
    let edits = receipt.edits.map { "\($0 + 1)" }.joined(separator: ", ")
    let part =
      receipt.activationNorm > 0 ? ", \(percent(receipt.changeNorm / receipt.activationNorm)) of the activation" : ""
    return
      "group \(receipt.group) (\(edits))\n   changed \(receipt.changed.grouped) of \(receipt.selected.grouped) elements"
      + " at \(receipt.sites.count.counted("site"))\(part)"
  }

  /// What an edit did at a site; a call names its site already unless it is a pattern.
  static func line(_ receipt: Receipt) -> String {
    let part = receipt.ratio.map { ", \(percent($0)) of the activation" }
    let place = receipt.call.contains("@\(receipt.site)") ? "" : " at \(receipt.site)"
    return "\(receipt.edit + 1). \(receipt.call)\(place)\n   changed \(receipt.changed.grouped) of "
      + "\(receipt.selected.grouped) elements in \(receipt.rows.grouped) rows\(part ?? "")"
  }

  /// 12.3 %; infinite changes are errors, so that there is always such a number.
  static func percent(_ ratio: Double) -> String {
    guard ratio < 1e9 else { return "more than 10^11 %" }
    return "\((ratio * 100).oneDecimal) %"
  }

  private static func join(_ parts: [String]) -> String {
    TextWidth.wrapped(parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }

  /// Four decimals.
  static func number(_ value: Double) -> String { value.fourDecimals }
}

extension FieldComparison {
  /// What two mazes do not share: their own squares, and the decision of each.
  var ownDecisions: String {
    guard sides != .edits else { return "" }
    var table = Table()
    table.add("squares in both mazes", difference.squares.count.grouped)
    if !difference.uncommon.isEmpty {
      table.add("squares in one of them", difference.uncommon.map(\.description).listed(most: 6))
    }
    for (name, field) in [(sides.original, original), (sides.patched, patched)] where decision == nil {
      guard let own = try? field.decisionProbabilities() else { continue }
      table.add(
        "\(name): decision square \(own.square)",
        "cheese \(own.towardsCheese.fourDecimals), corner \(own.towardsCorner.fourDecimals), "
          + "other \(own.other.fourDecimals)")
    }
    return table.text
  }
}
