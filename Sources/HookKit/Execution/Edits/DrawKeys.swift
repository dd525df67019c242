/// Gives edits their keys to random draws: an edit is known by what it is (kind, parameters, selection), and by how many
/// equal edits of its site come before it.
///
/// Neither its position in the plan nor the times at which it acts count, so that an edit draws the same in every plan.
struct DrawKeys {
  private struct Place: Hashable {
    let content: UInt64
    let site: Int
  }

  private var counts: [Place: UInt64] = [:]

  /// The key of the next edit that acts at a site.
  mutating func next(_ content: UInt64, at site: Site) -> UInt64 {
    let occurrence = counts[Place(content: content, site: site.index), default: 0]
    counts[Place(content: content, site: site.index)] = occurrence + 1
    return UInt64(stableHashOf: [content, occurrence])
  }
}

extension Edit {
  /// A hash of what the edit does, whatever its sites and times.
  ///
  /// - Parameter parameters: those of the intervention.
  func content(_ parameters: [String: ParameterValue]) -> UInt64 {
    let words = parameters.sorted { $0.key < $1.key }.flatMap { [$0.key.stableHash, "\($0.value)".stableHash] }
    return UInt64(stableHashOf: [kind.stableHash, selection.description.stableHash] + words)
  }
}
