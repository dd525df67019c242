import HookKit

/// A selection that begins with a list of channels: `[55]`, `[[7, 8], 3:5]`.
package struct ChannelSelection {
  package let channels: [Int]
  private let rest: [Selection.Index]

  package init?(_ selection: Selection) {
    guard case .indices(let indices) = selection, let first = indices.first else { return nil }
    switch first {
    case .position(let channel): channels = [channel]
    case .positions(let list): channels = list
    default: return nil
    }
    rest = Array(indices.dropFirst())
  }

  /// The same selection with each channel replaced by another.
  package func replacing(_ replacement: (Int) -> Int) -> Selection { selecting(channels.map(replacement)) }

  /// The same selection of other channels.
  package func selecting(_ channels: [Int]) -> Selection { .indices([.positions(channels)] + rest) }
}
