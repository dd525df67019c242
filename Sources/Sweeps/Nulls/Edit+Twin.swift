import HookKit
import Interventions

/// The edits of a plan at one of its sites, in their order.
struct SiteEdits {
  let site: Site
  var edits: [Edit]
}

extension Plan {
  /// The edits at each site, sites in the order in which the plan comes to them.
  ///
  /// - Throws: `SiteError` for a pattern that matches nothing, unless the plan allows it.
  func editsBySite(in graph: ModuleGraph) throws -> [SiteEdits] {
    var groups: [SiteEdits] = []
    for edit in edits {
      for site in try sites(of: edit, in: graph) {
        if let known = groups.firstIndex(where: { $0.site == site }) {
          groups[known].edits.append(edit)
        } else {
          groups.append(SiteEdits(site: site, edits: [edit]))
        }
      }
    }
    return groups
  }

  private func sites(of edit: Edit, in graph: ModuleGraph) throws -> [Site] {
    do { return try edit.pattern.sites(in: graph) } catch {
      guard allowUnmatched else { throw error }
      return []
    }
  }
}

extension Edit {
  /// The null twin of all edits of a site, which acts when they do.
  ///
  /// - Throws: `ControlError.unfit` where the control does not fit a selection.
  init(inPlaceOf group: SiteEdits, _ control: Control, draw: Int) throws {
    var (edits, timing) = (group.edits, group.edits.first?.timing)
    // One time for all of them is the twin's own; otherwise each keeps its.
    if edits.allSatisfy({ $0.timing == timing }) {
      edits = edits.map { Edit($0.pattern, any: $0.intervention, on: $0.selection) }
    } else {
      timing = nil
    }
    let pattern = SitePattern(group.site.name)
    switch control.method {
    case .edits(let check, _, _):
      try check(group.edits)
      self.init(pattern, any: NullEdits(edits, control, draw: draw), on: .all, when: timing)
    case .change: self.init(pattern, any: NullChange(edits, control, draw: draw), on: .all, when: timing)
    case .unknown:
      throw ControlError.unfit(control.name, reason: "this program does not know how its twins are made")
    }
  }
}
