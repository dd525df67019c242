/// An edit at one of its sites, prepared.
struct SiteEdit: Sendable {
  /// The position of the edit in its plan.
  let index: Int
  let call: String
  let edit: Edit
  private(set) var site: Site
  let intervention: any ActivationEdit
  /// What else it reads.
  private(set) var reads: SiteReads
  /// What is selected of a row.
  var elements: SelectionMap
  let seed: UInt64
  let drawKey: UInt64
  /// Read once: parameters may hold whole tensors, and plans are compared at every stop.
  private let parameters: [String: ParameterValue]

  /// Finds the elements of the edit at the site of a context, and prepares its intervention there.
  ///
  /// - Parameters:
  ///   - parameters: those of the intervention.
  ///   - allowsNone: whether it may select nothing.
  init(
    _ edit: Edit, _ parameters: [String: ParameterValue], allowsNone: Bool, context: PrepareContext
  ) throws {
    var intervention = edit.intervention
    (self.edit, self.parameters, index, site) = (edit, parameters, context.edit, context.site)
    // Putting a call into words takes longer than most edits.
    let call = edit.description
    (seed, drawKey, self.call) = (context.seed, context.drawKey, call)
    reads = try SiteReads(of: intervention, as: call, at: context.site, in: context.graph)
    (elements, self.intervention) = try EditScope.run(call, at: context.site.name) {
      let elements = try SelectionMap(
        all: [edit.selection, intervention.touched], for: context, allowsNone: allowsNone)
      try intervention.prepare(context)
      return (elements, intervention)
    }
  }

  /// Whether two edits at one site do the same, so that plans may share what follows.
  func isSame(as other: SiteEdit) -> Bool {
    index == other.index && seed == other.seed && drawKey == other.drawKey && edit.pattern == other.edit.pattern
      && edit.selection == other.edit.selection && edit.timing == other.edit.timing && edit.kind == other.edit.kind
      && parameters == other.parameters && edit.isSameCode(as: other.edit)
  }

  /// The same edit, where the graph is the same network with other edges shown.
  func moved(to graph: ModuleGraph) -> SiteEdit {
    var moved = self
    moved.site = graph.site(named: site.name) ?? site
    moved.reads = reads.moved(to: graph)
    return moved
  }

  /// Whether each of these rows is changed by the same function, element by element of itself and of what it reads.
  func treatsAlike(_ rows: ArraySlice<Inputs.Row>) -> Bool {
    edit.timings.isEmpty && intervention.locality == .elementwise && reads.all.allSatisfy { $0.shape == site.shape }
      && rows.allSatisfy { $0.geometry == rows.first?.geometry }
  }

  /// The smallest rectangle around the cells that it may change, in rows of a grid.
  ///
  /// - Precondition: the site has images.
  func reach(in geometry: GridGeometry?) -> Rect {
    let (height, width) = (site.shape[1], site.shape[2])
    switch (try? elements.elements(in: geometry)) ?? .all(count: site.shape.count) {
    case .all: return .whole(site.shape)
    case .some(let offsets):
      return offsets.reduce(Rect.none) { rect, offset in
        rect.union(Rect(top: offset / width % height, left: offset % width, height: 1, width: 1))
      }
    }
  }

  /// Applies the edit to some rows of the batch.
  ///
  /// - Parameters:
  ///   - value: the rows as the edits before have left them.
  ///   - rows: what is known of them.
  ///   - positions: where each of them stands in the batch.
  ///   - values: what it reads of these rows.
  func apply(
    to value: Tensor, _ rows: [Inputs.Row], at positions: [Int], reading values: ReadValues
  ) throws -> (Tensor, Receipt) {
    guard edit.timing != nil else { return try applyEverywhere(to: value, rows, positions, values) }
    let active = rows.indices.filter { acts(at: rows[$0]) }
    guard active.count < rows.count else { return try applyEverywhere(to: value, rows, positions, values) }
    let (edited, receipt) = try applyEverywhere(
      to: value.gathering(rows: active), active.map { rows[$0] }, active.map { positions[$0] },
      values.gathering(rows: active))
    return (value.replacing(rows: active, by: edited), receipt)
  }

  private func acts(at row: Inputs.Row) -> Bool {
    guard let timing = edit.timing else { return true }
    return row.moment.map(timing.isActive) ?? false
  }

  /// Applies the edit to rows at all of which it acts.
  private func applyEverywhere(
    to value: Tensor, _ rows: [Inputs.Row], _ positions: [Int], _ values: ReadValues
  ) throws -> (Tensor, Receipt) {
    guard !rows.isEmpty else {
      let receipt = Receipt(
        edit: index, call: call, site: site.name, rows: 0, selected: 0, changed: 0, changeNorm: 0, activationNorm: 0)
      return (value, receipt)
    }
    let context = EditContext(
      site: site, edit: index, seed: seed, drawKey: drawKey, rows: rows, positions: positions, reads: reads,
      values: values)
    let edited = try EditScope.run(call, at: site.name) { try intervention(value, context) }
    guard edited.shape == value.shape else {
      throw RunError.wrongShape(call: call, site: site.name, returned: edited.shape, wanted: site.shape)
    }
    var tally = Tally()
    let result = merge(edited, into: value, try elements.elements(of: rows), &tally)
    if tally.notFinite > 0 { throw notFinite(tally.notFinite) }
    let receipt = Receipt(
      edit: index, call: call, site: site.name, rows: rows.count, selected: tally.selected, changed: tally.changed,
      changeNorm: tally.change.squareRoot(), activationNorm: tally.before.squareRoot())
    return (result, receipt)
  }

  /// The rows with all that it may change as it is in others.
  func undoing(_ value: Tensor, to original: Tensor, _ rows: [Inputs.Row]) throws -> Tensor {
    let selected = try zip(rows, elements.elements(of: rows)).map { row, elements in
      acts(at: row) ? elements : .some([])
    }
    var tally = Tally()
    return merge(original, into: value, selected, &tally)
  }

  private func notFinite(_ count: Int) -> RunError {
    .notFinite(call: call, site: site.name, count: count, remedy: type(of: intervention).finiteRemedy)
  }

  /// What a receipt counts, with sums of squares.
  private struct Tally {
    var selected = 0
    var changed = 0
    var notFinite = 0
    var change = 0.0
    var before = 0.0

    @inline(__always)
    mutating func count(_ old: Float, _ new: Float) {
      if old.bitPattern != new.bitPattern { changed += 1 }
      if !new.isFinite && old.isFinite { notFinite += 1 }
      // The difference of two floats may be beyond float32.
      let difference = Double(new) - Double(old)
      change += difference * difference
      before += Double(old) * Double(old)
    }
  }

  /// Takes the selected elements from `edited`, all others from `value`.
  private func merge(
    _ edited: Tensor, into value: Tensor, _ selected: [SelectedElements], _ tally: inout Tally
  ) -> Tensor {
    let size = site.shape.count
    let takesAll = selected.allSatisfy { if case .all = $0 { true } else { false } }
    var result = takesAll ? edited : value
    result.withUnsafeMutableScalars { result in
      value.withUnsafeScalars { old in
        edited.withUnsafeScalars { new in
          for (n, elements) in selected.enumerated() {
            switch elements {
            case .all:
              tally.selected += size
              for k in n * size..<(n + 1) * size {
                tally.count(old[k], new[k])
                result[k] = new[k]
              }
            case .some(let offsets):
              tally.selected += offsets.count
              for offset in offsets {
                let k = n * size + offset
                tally.count(old[k], new[k])
                result[k] = new[k]
              }
            }
          }
        }
      }
    }
    return result
  }
}
