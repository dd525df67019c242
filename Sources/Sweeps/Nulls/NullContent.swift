import HookKit

/// What tells one twin from another.
enum NullContent {
  /// - Parameters:
  ///   - edits: those that it stands for. Not where they are: that is where the twin is.
  ///   - draw: which of the draws of the control it is.
  static func of(_ edits: [Edit], _ control: Control, _ draw: Int) -> [String: ParameterValue] {
    let texts = edits.map {
      $0.intervention.text(valuesUpTo: nil) + $0.selection.description + ($0.timing?.description ?? "")
    }
    return ["of": .list(texts.map(ParameterValue.text)), "control": .text(control.name), "draw": .integer(draw)]
  }
}
