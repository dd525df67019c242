/// A plan that has been checked against a network and inputs, with every intervention prepared for each of its sites.
struct PreparedPlan: Sendable {
  /// The edits at each edited site, by the site's index, in the order in which they apply.
  let edits: [Int: [SiteEdit]]

  let allowUnmatched: Bool

  /// Checks and prepares everything before anything is run; all faults are reported together.
  init(_ plan: Plan, graph: ModuleGraph, inputs: Inputs, options: RunOptions) throws {
    let geometries = Set(inputs.rows.map(\.geometry))
    var faults: [any ExplainedError] = []
    var edits: [Int: [SiteEdit]] = [:]
    for (index, edit) in plan.edits.enumerated() {
      do {
        for site in try edit.pattern.sites(in: graph) {
          do {
            let elements = try Self.elements(of: edit, at: site, geometries, plan.allowUnmatched)
            let context = PrepareContext(
              site: site, graph: graph, inputs: inputs, edit: index, seed: options.seed,
              observations: options.observations, cache: options.activations)
            edits[site.index, default: []].append(try SiteEdit(edit, elements: elements, context: context))
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

  private static func elements(
    of edit: Edit, at site: Site, _ geometries: Set<GridGeometry?>, _ allowNone: Bool
  ) throws -> [GridGeometry?: SelectedElements] {
    var elements: [GridGeometry?: SelectedElements] = [:]
    for geometry in geometries {
      do {
        elements[geometry] = try edit.selection.elements(of: site, geometry: geometry)
      } catch {
        guard error.selectsNothing, allowNone else { throw error }
        elements[geometry] = .some([])
      }
    }
    return elements
  }

  /// Whether some edit needs to see the whole batch at once.
  var needsWholeBatch: Bool {
    edits.values.contains { $0.contains { $0.intervention.locality == .batch } }
  }
}
