import HookKit

/// The elements that a selection takes of a site, in every grid.
///
/// Only squares depend on the grid. A grid that was not there when an edit was prepared, as of a later level of a rollout,
/// is looked up when it is met.
struct ElementsByGrid: Sendable {
  let site: Site
  private let selection: Selection
  /// Whether the selection names a square, so that grids differ.
  let dependsOnGrid: Bool
  /// The offsets in a row, by ``key(_:)``.
  let known: [GridGeometry?: [Int]]

  /// - Throws: `SelectionError` where the selection does not fit.
  init(_ selection: Selection, of site: Site, grids: Set<GridGeometry?>) throws {
    (self.selection, self.site) = (selection, site)
    let dependsOnGrid = selection.namesSquare
    self.dependsOnGrid = dependsOnGrid
    var known: [GridGeometry?: [Int]] = [:]
    for grid in dependsOnGrid ? grids : [nil] {
      known[grid] = try selection.elements(of: site, geometry: grid).offsets
    }
    self.known = known
  }

  /// What tells grids apart: nothing does where no square is named.
  func key(_ grid: GridGeometry?) -> GridGeometry? { dependsOnGrid ? grid : nil }

  /// The offsets of the elements in a row.
  func offsets(in grid: GridGeometry?) throws -> [Int] {
    try known[key(grid)] ?? selection.elements(of: site, geometry: grid).offsets
  }
}

extension Selection {
  /// Whether a square of a maze is named.
  package var namesSquare: Bool {
    guard case .indices(let indices) = self else { return false }
    return indices.contains { if case .square = $0 { true } else { false } }
  }
}
