import HookKit

/// Turns a change of activations into another of the same size, on the elements that edits may change.
struct NullShaper: Sendable {
  private let control: Control
  private let site: Site
  private let reach: @Sendable (GridGeometry?) throws -> SelectedElements
  private let known: [GridGeometry?: ChangedPlaces]

  /// - Parameters:
  ///   - grids: those that are expected.
  ///   - reach: the elements that may change, by the grid of a row.
  /// - Throws: ``SweepError/noControl(_:reason:)`` where there is nothing to permute.
  init(
    _ control: Control, at site: Site, grids: Set<GridGeometry?>,
    _ reach: @escaping @Sendable (GridGeometry?) throws -> SelectedElements
  ) throws {
    (self.control, self.site, self.reach) = (control, site, reach)
    var known: [GridGeometry?: ChangedPlaces] = [:]
    for grid in grids { known[grid] = try ChangedPlaces(reach(grid), control, at: site) }
    self.known = known
  }

  /// The twin of a change `[N, ...]`; elements out of reach are 0.
  ///
  /// - Parameter draw: the draw for each row.
  func twin(of change: Tensor, _ rows: [Inputs.Row], _ draw: (Int) -> NullDraw) throws -> Tensor {
    let size = site.shape.count
    var result = [Float](repeating: 0, count: change.scalars.count)
    for (row, described) in rows.enumerated() {
      let places = try known[described.geometry] ?? ChangedPlaces(reach(described.geometry), control, at: site)
      let elements = row * size..<(row + 1) * size
      places.put(draw(row), of: change.scalars[elements], into: &result[elements])
    }
    return Tensor(result, shape: change.shape)
  }
}

/// The elements of a row that may change, as a control sees them.
private struct ChangedPlaces: Sendable {
  private let offsets: [Int]
  /// The selected channels and places, where the control moves them.
  private let channels: [Int], places: [Int]
  private let placeCount: Int

  init(_ elements: SelectedElements, _ control: Control, at site: Site) throws {
    offsets = elements.offsets
    placeCount = site.places
    guard control == .permuted || control == .shuffled else {
      (channels, places) = ([], [])
      return
    }
    let count = site.places
    channels = Set(offsets.map { $0 / count }).sorted()
    places = Set(offsets.map { $0 % count }).sorted()
    // A box: the same places of every channel. An order of either has then somewhere to put everything.
    let (isBox, moved, thing) = (
      channels.count * places.count == offsets.count, control == .permuted ? channels : places,
      control == .permuted
        ? "two channels of \(site.name) are selected at the same places"
        : "two places of \(site.name) are selected in the same channels"
    )
    guard isBox, moved.count > 1 else { throw SweepError.noControl(control.rawValue, reason: "fewer than \(thing)") }
  }

  /// Writes what a draw makes of a row's change; both slices are of one row.
  func put(_ draw: NullDraw, of change: ArraySlice<Float>, into result: inout ArraySlice<Float>) {
    let (from, to) = (change.startIndex, result.startIndex)
    switch draw {
    case .opposite: for offset in offsets { result[to + offset] = -change[from + offset] }
    case .direction(let direction):
      var (wanted, drawn) = (0.0, 0.0)
      for offset in offsets {
        wanted += Double(change[from + offset]) * Double(change[from + offset])
        drawn += Double(direction[offset]) * Double(direction[offset])
      }
      let factor = drawn > 0 ? Float((wanted / drawn).squareRoot()) : 0
      for offset in offsets { result[to + offset] = factor * direction[offset] }
    case .channels(let order):
      let sources = Self.restricted(order, to: channels)
      for (channel, source) in zip(channels, sources) {
        for place in places { result[to + channel * placeCount + place] = change[from + source * placeCount + place] }
      }
    case .places(let order):
      let sources = Self.restricted(order, to: places)
      for channel in channels {
        for (place, source) in zip(places, sources) {
          result[to + channel * placeCount + place] = change[from + channel * placeCount + source]
        }
      }
    }
  }

  /// An order of all numbers as an order of some of them.
  private static func restricted(_ order: [Int], to some: [Int]) -> [Int] {
    if some.count == order.count { return order }
    let kept = Set(some)
    return order.filter(kept.contains)
  }
}
