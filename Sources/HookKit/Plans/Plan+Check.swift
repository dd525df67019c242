extension Plan {
  /// Checks what can be known of a plan without inputs: that its patterns mean sites, and its selections fit them.
  ///
  /// A run checks that, and more, before it computes anything; this is for work that has much to do before its first run.
  ///
  /// - Throws: all faults together: ``SiteError``, `Fault`, ``SelectionError``.
  public func check(on graph: ModuleGraph) throws {
    var faults: [any ExplainedError] = []
    for edit in edits {
      do {
        for site in try edit.pattern.sites(in: graph) {
          do {
            _ = try SiteReads(of: edit.intervention, as: edit.description, at: site, in: graph)
          } catch { if let error = error as? any ExplainedError { faults.append(error) } }
          // Where a square lies depends on the maze, and a chosen selection on the run.
          guard case .indices = edit.selection, !edit.selection.namesSquare else { continue }
          do {
            _ = try edit.selection.elements(of: site, geometry: nil)
          } catch let error as SelectionError {
            if !(error.selectsNothing && allowUnmatched) { faults.append(error) }
          }
        }
      } catch let error as SiteError { if !allowUnmatched { faults.append(error) } }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
  }
}
