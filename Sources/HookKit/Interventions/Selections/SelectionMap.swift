/// The elements of a site that a selection takes of a row, whatever the grid of its maze: grids that are known beforehand,
/// and those met later.
///
/// Only squares, and what a ``SelectionKind`` says, depend on the grid. Everything that turns a selection into elements of rows does it by this type: edits,
/// their controls, and interventions that choose elements of their own.
///
/// ```swift
/// @Prepared private var cells: SelectionMap
/// mutating func prepare(_ context: PrepareContext) throws {
///   cells = try SelectionMap(.square(row: 3, column: 4), for: context)
/// }
/// ```
public struct SelectionMap: Sendable {
  /// The site whose rows are meant.
  public let site: Site
  /// Whether rows with other grids have other elements.
  public let dependsOnGrid: Bool
  /// An element must be in all of them.
  private let selections: [Selection]
  private let allowsNone: Bool
  private var known: [GridGeometry?: SelectedElements] = [:]

  /// The elements that a selection takes at a site, for each grid.
  ///
  /// - Parameters:
  ///   - selection: what is taken of each row.
  ///   - site: the site, with its row shape.
  ///   - grids: those that are expected, which are looked up at once; nil for rows without one.
  /// - Throws: ``SelectionError`` where the selection does not fit the site, or one of the grids.
  public init(
    _ selection: Selection, of site: Site, grids: some Sequence<GridGeometry?>
  ) throws {
    try self.init(all: [selection], of: site, grids: grids, allowsNone: false)
  }

  /// The elements at the site of an intervention, the grids of the run's rows being expected.
  public init(_ selection: Selection, for context: PrepareContext) throws {
    try self.init(all: [selection], for: context, allowsNone: false)
  }

  /// The elements that all of several selections take in a run.
  ///
  /// - Parameter allowsNone: whether a selection that fits may be empty.
  init(all selections: [Selection], for context: PrepareContext, allowsNone: Bool) throws {
    try self.init(
      all: selections.map { $0.bound(to: context) }, of: context.site, grids: Set(context.inputs.rows.map(\.geometry)),
      allowsNone: allowsNone)
  }

  /// The elements that all of several selections take.
  ///
  /// - Parameter allowsNone: whether a selection that fits may be empty.
  init(
    all selections: [Selection], of site: Site, grids: some Sequence<GridGeometry?>, allowsNone: Bool
  ) throws {
    (self.site, self.selections, self.allowsNone) = (site, selections, allowsNone)
    dependsOnGrid = selections.contains(where: \.namesSquare)
    for grid in grids where known[key(grid)] == nil { known[key(grid)] = try found(in: grid) }
    // Without rows there are no grids, and what does not fit is an error all the same.
    if !dependsOnGrid, known.isEmpty { known[key(nil)] = try found(in: nil) }
  }

  /// The elements of a row with this grid.
  ///
  /// - Throws: ``SelectionError`` for a grid that was not expected and in which the selection does not fit.
  public func elements(in grid: GridGeometry?) throws -> SelectedElements {
    if let elements = known[key(grid)] { return elements }
    return try found(in: grid)
  }

  /// The elements of each row.
  public func elements(of rows: some Sequence<Inputs.Row>) throws -> [SelectedElements] {
    var (met, result): ([GridGeometry?: SelectedElements], [SelectedElements]) = (known, [])
    for row in rows {
      let elements = if let elements = met[key(row.geometry)] { elements } else { try found(in: row.geometry) }
      met[key(row.geometry)] = elements
      result.append(elements)
    }
    return result
  }

  /// The same map, in which a selection that fits may be empty, with these grids looked up.
  func allowingNone(in grids: some Sequence<GridGeometry?>) throws -> SelectionMap {
    let unknown = grids.filter { known[key($0)] == nil }
    guard !unknown.isEmpty else { return self }
    var map = try SelectionMap(all: selections, of: site, grids: unknown, allowsNone: true)
    map.known.merge(known) { found, _ in found }
    return map
  }

  /// Nothing tells grids apart where no square is named.
  private func key(_ grid: GridGeometry?) -> GridGeometry? { dependsOnGrid ? grid : nil }

  private func found(in grid: GridGeometry?) throws -> SelectedElements {
    var elements = SelectedElements.all(count: site.shape.count)
    for selection in selections {
      do {
        elements = elements.intersection(try selection.elements(of: site, geometry: grid))
      } catch let error as SelectionError {
        guard error.selectsNothing, allowsNone else { throw error }
        return .some([])
      }
    }
    return elements
  }
}

extension Selection {
  /// Whether what is taken depends on where the squares of a maze lie.
  package var namesSquare: Bool {
    switch self {
    case .all: false
    case .indices(let indices): indices.contains(where: \.isSquare)
    case .chosen(let chosen): chosen.dependsOnGrid
    }
  }

  /// The same selection for a run.
  fileprivate func bound(to context: PrepareContext) -> Selection {
    if case .chosen(let chosen) = self { .chosen(chosen.bound(to: context)) } else { self }
  }
}
