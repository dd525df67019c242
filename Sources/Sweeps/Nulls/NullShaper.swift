import HookKit
import Interventions

/// Turns a change of activations into another of the same size, on the elements that edits may change.
struct NullShaper: Sendable {
  private let site: Site
  private let make: @Sendable (Site, inout RandomStream) -> ControlDraw
  private let reached: @Sendable (GridGeometry?) throws -> ChangeReach
  private let known: [GridGeometry?: ChangeReach]

  /// - Parameters:
  ///   - grids: those that are expected.
  ///   - reach: the elements that may change, by the grid of a row.
  /// - Throws: `ControlError.unfit` where there is no other change.
  init(
    _ control: Control, at site: Site, grids: Set<GridGeometry?>,
    _ reach: @escaping @Sendable (GridGeometry?) throws -> SelectedElements
  ) throws {
    guard case .change(let check, let draw) = control.method else {
      throw ControlError.unfit(control.name, reason: "makes no other change, but other edits")
    }
    let reached = { @Sendable (grid: GridGeometry?) throws -> ChangeReach in
      let found = ChangeReach(try reach(grid), at: site)
      try check(found)
      return found
    }
    (self.site, self.reached, make) = (site, reached, draw)
    known = try Dictionary(uniqueKeysWithValues: grids.map { ($0, try reached($0)) })
  }

  /// One draw.
  func draw(_ random: inout RandomStream) -> ControlDraw { make(site, &random) }

  /// The twin of a change `[N, ...]`; elements out of reach are 0.
  ///
  /// - Parameter draw: the draw for each row.
  func twin(of change: Tensor, _ rows: [Inputs.Row], _ draw: (Int) -> ControlDraw) throws -> Tensor {
    let size = site.shape.count
    var result = [Float](repeating: 0, count: change.scalars.count)
    for (row, described) in rows.enumerated() {
      let elements = try known[described.geometry] ?? reached(described.geometry)
      let twin = draw(row)(elements.offsets.map { change.scalars[row * size + $0] }, elements)
      for (offset, value) in zip(elements.offsets, twin) { result[row * size + offset] = value }
    }
    return Tensor(result, shape: change.shape)
  }
}
