import HookKit

/// One draw of a control: what it takes to make another change of the same size.
enum NullDraw: Sendable {
  /// A direction for whole rows, of which the selected elements are used.
  case direction([Float])
  /// The channels of the site in another order.
  case channels([Int])
  /// The places of the site in another order.
  case places([Int])
  /// The change itself, taken away.
  case opposite

  init(_ control: Control, at site: Site, _ random: inout RandomStream) {
    switch control {
    case .random, .channels: self = .direction(random.normals(site.shape.count))
    case .permuted: self = .channels(random.order(site.channels))
    case .shuffled: self = .places(random.order(site.places))
    case .flipped: self = .opposite
    }
  }
}

extension Site {
  /// The site as channels of places: `[C, H, W]` has C channels, `[F]` F channels of one place.
  var channels: Int { shape[0] }
  var places: Int { shape.count / max(1, channels) }
}

extension RandomStream {
  /// The numbers below `count` in random order (Fisher and Yates).
  mutating func order(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in order.indices.dropFirst().reversed() { order.swapAt(last, index(below: last + 1)) }
    return order
  }
}
