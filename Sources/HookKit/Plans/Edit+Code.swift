extension Edit {
  /// An edit that is code of a program: `Edit("embedder.*.resadd_out", named: "halve") { x, _ in 0.5 * x }`.
  ///
  /// It runs wherever edits do. It cannot be written to plan files, and recipes say so.
  ///
  /// - Parameters:
  ///   - pattern: the sites that it changes.
  ///   - name: what recipes and receipts call it.
  ///   - selection: the elements that it changes; all unless given.
  ///   - timing: when it acts; nil for always.
  ///   - reads: other sites that it reads; see ``ActivationEdit/reads``.
  ///   - readsOriginal: whether it reads its own site as it would be without any edit; see
  ///     ``ActivationEdit/readsOriginal``.
  ///   - locality: what an element of the result depends on; a row unless given.
  ///   - body: makes of an activation `[N, ...]` another one of its shape.
  public init(
    _ pattern: SitePattern, named name: String, on selection: Selection = .all, when timing: Timing? = nil,
    reading reads: [SitePattern] = [], readsOriginal: Bool = false, locality: Locality = .row,
    _ body: @escaping CodeEdit.Body
  ) {
    self.init(
      pattern, any: CodeEdit(name, reading: reads, readsOriginal: readsOriginal, locality, body), on: selection,
      when: timing)
  }

  /// What recipes say in the place of an edit that is code; nil for all that can be written down.
  var note: String? {
    intervention is CodeEdit ? "\(self), not reproducible from the command line" : nil
  }

  /// Whether two edits whose parameters are the same are the same code, where they are code.
  func isSameCode(as other: Edit) -> Bool {
    guard let own = intervention as? CodeEdit, let theirs = other.intervention as? CodeEdit else {
      return true
    }
    return own.isSame(as: theirs)
  }
}
