/// Some edits of one site as one function, prepared: for interventions that stand for them.
///
/// Each edit acts where and when it would in its plan, and draws the same random numbers.
package struct EditChain: Sendable {
  private let edits: [SiteEdit]

  /// Prepares edits, in their order.
  ///
  /// - Parameters:
  ///   - context: that of the intervention that stands for them.
  ///   - draw: nil for the edits' own random numbers; other numbers are other draws.
  /// - Throws: ``SelectionError``, and what preparing throws.
  package init(_ edits: [Edit], for context: PrepareContext, draw: Int? = nil) throws {
    var keys = DrawKeys()
    self.edits = try edits.enumerated().map { index, edit in
      let parameters = edit.parameters
      let own = keys.next(edit.content(parameters), at: context.site)
      let key = draw.map { UInt64(stableHashOf: [own, UInt64($0)]) } ?? own
      return try SiteEdit(edit, parameters, allowsNone: true, context: context.of(edit: index, drawKey: key))
    }
  }

  /// The value after all edits.
  package func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    try edits.reduce(value) {
      try $1.apply(to: $0, context.rows, at: context.positions, reading: context.values).0
    }
  }

  /// The interventions, prepared.
  package var interventions: [any ActivationEdit] { edits.map(\.intervention) }

  /// What an element of the result depends on.
  package var locality: Locality {
    let most = edits.map(\.intervention.locality).max() ?? .elementwise
    return edits.allSatisfy(\.edit.timings.isEmpty) ? most : max(most, .row)
  }

  /// The value after those edits that do not draw anew for every row; what one that does overwrites is as it was.
  package func withoutDraws(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    try edits.reduce(value) { changed, edit in
      if !edit.intervention.drawsPerRow {
        return try edit.apply(to: changed, context.rows, at: context.positions, reading: context.values).0
      }
      return edit.intervention.overwrites ? try edit.undoing(changed, to: value, context.rows) : changed
    }
  }

  /// The elements of a row that any of the edits may change.
  package func reach(in grid: GridGeometry?) throws -> SelectedElements {
    let parts = try edits.map { try $0.elements.elements(in: grid) }
    if let whole = parts.first(where: { if case .all = $0 { true } else { false } }) { return whole }
    return parts.count == 1 ? parts[0] : .some(Array(Set(parts.flatMap(\.offsets))).sorted())
  }
}
