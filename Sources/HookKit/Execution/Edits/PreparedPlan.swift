/// A plan that has been checked against a network and inputs, with every intervention prepared for each of its sites.
struct PreparedPlan: Sendable {
  /// The edits at each edited site, by the site's index, in the order in which they apply.
  private(set) var edits: [Int: [SiteEdit]]

  /// Whether an edit may change nothing.
  private(set) var allowUnmatched: Bool

  /// Nothing is edited.
  static let unedited = PreparedPlan()

  private init() { (edits, allowUnmatched) = ([:], true) }

  /// Checks and prepares everything before anything is run; all faults are reported together.
  ///
  /// - Parameters:
  ///   - observations: where observations that calls name come from.
  ///   - activations: keeps what was found for further runs.
  init(
    _ plan: Plan, graph: ModuleGraph, inputs: Inputs, seed: UInt64, observations: (any ObservationSource)?,
    activations: ActivationCache?
  ) throws {
    var faults: [any ExplainedError] = []
    var edits: [Int: [SiteEdit]] = [:]
    var keys = DrawKeys()
    for (index, edit) in plan.edits.enumerated() {
      do { try Self.check(edit, inputs.rows) } catch { faults.append(error) }
      let parameters = edit.parameters
      let content = edit.content(parameters)
      do {
        for site in try edit.pattern.sites(in: graph) {
          do {
            let context = PrepareContext(
              site: site, graph: graph, inputs: inputs, edit: index, seed: seed, drawKey: keys.next(content, at: site),
              observations: observations, cache: activations)
            edits[site.index, default: []].append(
              try SiteEdit(edit, parameters, allowsNone: plan.allowUnmatched, context: context))
          } catch let error as any ExplainedError { faults.append(error) }
        }
      } catch let error as SiteError {
        if !plan.allowUnmatched { faults.append(error) }
      }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    self.edits = edits
    allowUnmatched = plan.allowUnmatched
  }

  /// Checks that an edit's time means something for rows.
  private static func check(_ edit: Edit, _ rows: [Inputs.Row]) throws(Fault) {
    for timing in edit.timings {
      for row in rows {
        guard let moment = row.moment else {
          throw Fault(
            .usage, edit.description, "this run has no steps, so that nothing says when the edit acts",
            try: "leave when(...) out, or use it in a rollout")
        }
        try timing.check(
          conditions: Array(moment.conditions.keys), events: Array(moment.events.keys), call: edit.description)
      }
    }
  }

  /// The same plan for other inputs of the same kind, one run of many: there an edit may change nothing.
  func adapted(to inputs: Inputs) throws -> PreparedPlan {
    var adapted = self
    adapted.allowUnmatched = true
    let geometries = Set(inputs.rows.map(\.geometry))
    for (site, edits) in edits {
      for (number, edit) in edits.enumerated() {
        adapted.edits[site]?[number].elements = try edit.elements.allowingNone(in: geometries)
      }
    }
    return adapted
  }

  /// The same plan, where the graph is the same network with other edges shown.
  func moved(to graph: ModuleGraph) -> PreparedPlan {
    var moved = self
    let edits = edits.values.joined().map { $0.moved(to: graph) }
    moved.edits = Dictionary(grouping: edits, by: \.site.index).mapValues { $0.sorted { $0.index < $1.index } }
    return moved
  }

  /// The sites at which an edit reads what would be there without any.
  var originalSites: Set<Int> { Set(edits.filter { $0.value.contains { $0.reads.wantsOriginal } }.keys) }

  /// For each edit, how far its effects reach at any of its sites.
  func localities(count: Int) -> [Locality] {
    var localities = [Locality](repeating: .elementwise, count: count)
    for edit in edits.values.joined() {
      localities[edit.index] = max(localities[edit.index], edit.intervention.locality)
    }
    return localities
  }

  /// Whether the edits at a site, of which there are some, change few cells of an image at most.
  func changesFewCells(at site: Site, in geometries: Set<GridGeometry?>) -> Bool {
    guard let edits = edits[site.index], !edits.isEmpty, site.shape.rank == 3 else { return false }
    let most = RowRelation.maxDifferingFraction * Double(site.shape[1] * site.shape[2])
    return geometries.allSatisfy { geometry in
      let reach = edits.reach(in: geometry)
      return Double(reach.height * reach.width) <= most
    }
  }

  /// Whether some edit needs to see the whole batch at once.
  var needsWholeBatch: Bool {
    edits.values.contains { $0.contains { $0.intervention.locality == .batch } }
  }
}

extension [SiteEdit] {
  /// The smallest rectangle around the cells that these edits of a site may change, in rows of a grid.
  func reach(in geometry: GridGeometry?) -> Rect {
    reduce(Rect.none) { $0.union($1.reach(in: geometry)) }
  }
}
