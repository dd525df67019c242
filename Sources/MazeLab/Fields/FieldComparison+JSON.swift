import HookKit
import MazeEnv

extension FieldComparison {
  /// The comparison in the form that `hookctl compare` writes.
  public func jsonValue() throws -> JSONValue {
    .object([
      .init("sides", .object([.init("original", .string(sides.original)), .init("patched", .string(sides.patched))])),
      .init("original", try original.jsonValue()),
      .init("patched", try patched.jsonValue()),
      .init("difference", try difference.jsonValue().adding("decisionSquare", decision?.jsonValue ?? .null)),
      .init("plan", try JSONValue(plan)),
      .init("receipts", .array(try receipts.map { try JSONValue(encoding: $0).ordered(by: Self.receiptKeys) })),
    ])
  }

  private static let receiptKeys = [
    "edit", "call", "site", "rows", "selected", "changed", "changeNorm", "activationNorm",
  ]
}

extension FieldDelta {
  /// The difference as JSON: squares, arrows, changes of values, and the mean figures.
  public func jsonValue() throws -> JSONValue {
    .object([
      .init("squares", try JSONValue(encoding: squares)),
      .init("dropped", try dropped.map { try JSONValue(encoding: $0) } ?? .null),
      .init("uncommon", try JSONValue(encoding: uncommon)),
      .init("arrows", try JSONValue(encoding: arrows)),
      .init("totalVariations", try JSONValue(encoding: totalVariations.map(\.sixDecimals))),
      .init("valueChanges", try JSONValue(encoding: valueChanges.map(\.sixDecimals))),
      .init("meanTotalVariation", .number(meanTotalVariation.sixDecimals)),
      .init("meanArrowChange", .number(meanArrowChange.sixDecimals)),
      .init("meanValueChange", .number(meanValueChange.sixDecimals)),
      .init("vfDiffMagnitude", .number(vfDiffMagnitude.sixDecimals)),
    ])
  }
}

extension DecisionChange {
  /// The square with both sets of probabilities.
  var jsonValue: JSONValue {
    func probabilities(_ value: DecisionProbabilities) -> JSONValue {
      .object([
        .init("towardsCheese", .number(value.towardsCheese.sixDecimals)),
        .init("towardsCorner", .number(value.towardsCorner.sixDecimals)),
        .init("other", .number(value.other.sixDecimals)),
      ])
    }
    return .object([
      .init("square", square.json),
      .init("original", probabilities(original)),
      .init("patched", probabilities(patched)),
    ])
  }
}
