import HookKit

/// What tells one twin from another.
enum NullContent {
  /// - Parameters:
  ///   - edits: those that it stands for. Not where they are: that is where the twin is.
  ///   - draw: which of the draws of the control it is.
  static func of(_ edits: [Edit], _ control: Control, _ draw: Int) -> [String: ParameterValue] {
    ["of": .list(texts(edits).map(ParameterValue.text)), "control": .text(control.name), "draw": .integer(draw)]
  }

  /// What all draws of a control for some edits have in common.
  static func key(_ edits: [Edit], _ control: Control) -> UInt64 {
    UInt64(stableHashOf: ([control.name] + texts(edits)).map(\.stableHash))
  }

  private static func texts(_ edits: [Edit]) -> [String] {
    edits.map { $0.intervention.text(valuesUpTo: nil) + $0.selection.description + ($0.timing?.description ?? "") }
  }
}
