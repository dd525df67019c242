extension SiteReads {
  /// Finds what an intervention reads at a site that it edits.
  ///
  /// - Parameters:
  ///   - call: how the edit is spelt.
  ///   - site: the one that is edited.
  /// - Throws: ``SiteError`` for a pattern that means nothing; ``ReadError`` for a site that is computed later.
  package init(of intervention: any ActivationEdit, as call: String, at site: Site, in graph: ModuleGraph) throws {
    var sites: [SitePattern: [Site]] = [:]
    for pattern in intervention.reads {
      sites[pattern] = try pattern.sites(in: graph)
      if let late = sites[pattern]?.first(where: { !graph.isEarlier($0, than: site) }) {
        let earlier = graph.predecessors(of: site).map(\.name)
        throw ReadError.notEarlier(call: call, read: late.name, site: site.name, earlier: earlier)
      }
    }
    self.init(sites: sites, wantsOriginal: intervention.readsOriginal)
  }
}
