import HookKit

/// Sites that a study is asked about.
package enum SiteChoice {
  /// Every site that the patterns mean, once, in order of computation; all unknown names together.
  package static func sites(_ patterns: [String], of graph: ModuleGraph) throws -> [Site] {
    var faults: [any ExplainedError] = []
    var found: Set<Site> = []
    for pattern in patterns {
      do { found.formUnion(try SitePattern(pattern).sites(in: graph)) } catch { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return found.sorted { $0.index < $1.index }
  }
}
