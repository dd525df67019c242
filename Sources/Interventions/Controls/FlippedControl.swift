import HookKit

/// Minus the edits' change; one twin, not several draws.
enum FlippedControl: ChangeControl {
  static let name = "flipped"
  static let summary = "the opposite change"
  static let isDrawn = false

  static func draw(at site: Site, _ random: inout RandomStream) -> ControlDraw {
    ControlDraw { change, _ in change.map { -$0 } }
  }
}
