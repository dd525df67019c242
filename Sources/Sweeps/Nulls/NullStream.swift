import HookKit

/// The randomness of null twins: keyed by seed, draw, edit, site and control, so that a draw is the same vector on every
/// level, and independent of everything else that is drawn.
enum NullStream {
  static func stream(_ context: PrepareContext, draw: Int, position: Int, control: Control) -> RandomStream {
    RandomStream(
      seed: context.seed, "null".stableHash, UInt64(draw), UInt64(position), context.site.name.stableHash,
      control.rawValue.stableHash)
  }

  static func stream(
    _ context: EditContext, row: Inputs.Row, draw: Int, position: Int, control: Control
  ) -> RandomStream {
    RandomStream(
      seed: context.seed, "null".stableHash, UInt64(draw), UInt64(position), context.site.name.stableHash,
      control.rawValue.stableHash, row.key)
  }

  static func unreadable(_ decoder: any Decoder) -> DecodingError {
    .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "null twins are made by sweeps"))
  }
}
