/// The elements of a row that edits may change, as channels of places: `[C, H, W]` has C channels, `[F]` F channels of one
/// place.
public struct ChangeReach: Sendable {
  /// The site of the edits.
  public let site: Site
  /// Offsets into the row-major row, ascending.
  public let offsets: [Int]
  /// The channels with an element among them, ascending.
  public let channels: [Int]
  /// The places with an element among them, ascending.
  public let places: [Int]

  /// The elements of a site that edits may change.
  ///
  /// - Parameters:
  ///   - elements: what the edits may change.
  ///   - site: where they are.
  public init(_ elements: SelectedElements, at site: Site) {
    (self.site, offsets) = (site, elements.offsets)
    let count = site.places
    var (isChannel, isPlace) = (
      [Bool](repeating: false, count: site.channels), [Bool](repeating: false, count: count)
    )
    for offset in offsets { (isChannel[offset / count], isPlace[offset % count]) = (true, true) }
    channels = isChannel.indices.filter { isChannel[$0] }
    places = isPlace.indices.filter { isPlace[$0] }
  }

  /// Whether they are the same places of every channel, so that either can be put in another order. The offset of the
  /// channel at position i and the place at position j is then at position `i * places.count + j`.
  public var isBox: Bool { channels.count * places.count == offsets.count }
}

extension Site {
  /// The number of channels of a row.
  public var channels: Int { shape[0] }
  /// The number of places of each channel.
  public var places: Int { shape.count / max(1, channels) }
}

extension RandomStream {
  /// The numbers below `count` in random order (Fisher and Yates).
  public mutating func order(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in order.indices.dropFirst().reversed() { order.swapAt(last, index(below: last + 1)) }
    return order
  }
}
