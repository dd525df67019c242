import HookKit

/// Turns a change of activations into another of the same size, on the elements that an edit selects.
struct NullShaper: Sendable {
  private let control: Control
  private let elements: ElementsByGrid
  /// For `permuted` and `shuffled`: the order of channels or places.
  private let order: [Int]
  /// For them: where each selected element of the twin takes its value from, in grids known beforehand.
  private let sources: [GridGeometry?: [Source]]
  /// For `random`: a direction for the whole row, of which the selected elements are used.
  private let direction: [Float]

  typealias Source = (to: Int, from: Int)

  /// - Throws: ``SweepError/noControl(_:reason:)`` where there is nothing to permute.
  init(_ control: Control, _ elements: ElementsByGrid, _ random: inout RandomStream) throws {
    (self.control, self.elements) = (control, elements)
    let site = elements.site
    direction = control == .random ? random.normals(site.shape.count) : []
    let planes = ChannelPlanes(site)
    switch control {
    case .permuted: order = random.order(planes.channels)
    case .shuffled: order = random.order(planes.places)
    case .random, .flipped, .channels: order = []
    }
    let order = order
    sources =
      [.permuted, .shuffled].contains(control)
      ? try elements.known.mapValues { try Self.sources(control, $0, order, site) } : [:]
  }

  private static func sources(_ control: Control, _ offsets: [Int], _ order: [Int], _ site: Site) throws -> [Source] {
    let planes = ChannelPlanes(site)
    return try control == .permuted
      ? planes.permuted(offsets, order, site) : planes.shuffled(offsets, order, site)
  }

  /// The twin of a change `[N, ...]`; unselected elements of it are 0.
  func twin(of change: Tensor, _ rows: [Inputs.Row]) throws -> Tensor {
    let size = elements.site.shape.count
    var result = [Float](repeating: 0, count: change.scalars.count)
    for (row, known) in rows.enumerated() {
      let start = row * size
      let offsets = try elements.offsets(in: known.geometry)
      switch control {
      case .flipped: for offset in offsets { result[start + offset] = -change.scalars[start + offset] }
      case .permuted, .shuffled:
        let sources =
          try self.sources[elements.key(known.geometry)] ?? Self.sources(control, offsets, order, elements.site)
        for (to, from) in sources { result[start + to] = change.scalars[start + from] }
      case .random, .channels:
        var (wanted, drawn) = (0.0, 0.0)
        for offset in offsets {
          wanted += Double(change.scalars[start + offset]) * Double(change.scalars[start + offset])
          drawn += Double(direction[offset]) * Double(direction[offset])
        }
        let factor = drawn > 0 ? Float((wanted / drawn).squareRoot()) : 0
        for offset in offsets { result[start + offset] = factor * direction[offset] }
      }
    }
    return Tensor(result, shape: change.shape)
  }
}

/// A site as channels of places: `[C, H, W]` as C planes, `[F]` as F channels of one place.
private struct ChannelPlanes {
  let channels: Int
  let places: Int

  init(_ site: Site) {
    channels = site.shape[0]
    places = site.shape.count / max(1, site.shape[0])
  }

  /// Channels in another order, where the same places of all selected channels are selected.
  func permuted(_ offsets: [Int], _ order: [Int], _ site: Site) throws -> [(to: Int, from: Int)] {
    let rows = Dictionary(grouping: offsets) { $0 / places }
    guard rows.count > 1, Set(rows.values.map { Set($0.map { $0 % places }) }).count == 1 else {
      throw SweepError.noControl(
        Control.permuted.rawValue,
        reason: "fewer than two channels of \(site.name) are selected at the same places")
    }
    // The order of all channels, restricted to the selected ones.
    let kept = rows.keys.sorted()
    let shuffled = order.filter { rows[$0] != nil }
    let source = Dictionary(uniqueKeysWithValues: zip(kept, shuffled))
    return offsets.map { ($0, (source[$0 / places] ?? 0) * places + $0 % places) }
  }

  /// Places in another order, the same in every channel, where the same places of all selected channels are selected.
  func shuffled(_ offsets: [Int], _ order: [Int], _ site: Site) throws -> [(to: Int, from: Int)] {
    let columns = Dictionary(grouping: offsets) { $0 % places }
    guard columns.count > 1, Set(columns.values.map { Set($0.map { $0 / places }) }).count == 1 else {
      throw SweepError.noControl(
        Control.shuffled.rawValue,
        reason: "fewer than two places of \(site.name) are selected in the same channels")
    }
    let kept = columns.keys.sorted()
    let shuffled = order.filter { columns[$0] != nil }
    let source = Dictionary(uniqueKeysWithValues: zip(kept, shuffled))
    return offsets.map { ($0, $0 / places * places + (source[$0 % places] ?? 0)) }
  }
}

extension RandomStream {
  /// The numbers below `count` in random order (Fisher and Yates).
  mutating func order(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in order.indices.dropFirst().reversed() { order.swapAt(last, index(below: last + 1)) }
    return order
  }
}
