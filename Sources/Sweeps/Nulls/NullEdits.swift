import HookKit
import Interventions

/// Other edits in the place of some, which are drawn once the site is known: those of an `EditControl`.
///
/// The draw is one for all rows and levels.
struct NullEdits: StandIn {
  // Its name is part of the keys of random draws.
  static let kind = "null-channels"

  let edits: [Edit]
  private let control: Control
  private let draw: Int
  @Prepared private var chain: EditChain

  init(_ edits: [Edit], _ control: Control, draw: Int) {
    (self.edits, self.control, self.draw) = (edits, control, draw)
  }

  var content: [String: ParameterValue] { NullContent.of(edits, control, draw) }
  var locality: Locality { $chain?.locality ?? .batch }

  mutating func prepare(_ context: PrepareContext) throws {
    guard case .edits(_, _, let make) = control.method else {
      return chain = try EditChain(edits, for: context, draw: draw)
    }
    let key = UInt64(stableHashOf: [NullContent.key(edits, control), context.site.name.stableHash])
    chain = try EditChain(make(edits, context, TwinDraw(draw, seed: context.seed, key: key)), for: context, draw: draw)
  }

  func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor { try chain(value, context) }
}
