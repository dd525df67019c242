extension SiteReads {
  /// Finds what an intervention reads at a site that it edits.
  ///
  /// - Parameters:
  ///   - call: how the edit is spelt.
  ///   - site: the one that is edited.
  /// - Throws: ``SiteError`` for a pattern that means nothing; `Fault` for a site that is computed later.
  package init(of intervention: any ActivationEdit, as call: String, at site: Site, in graph: ModuleGraph) throws {
    var sites: [SitePattern: [Site]] = [:]
    for pattern in intervention.reads {
      sites[pattern] = try pattern.sites(in: graph)
      if let late = sites[pattern]?.first(where: { !graph.isEarlier($0, than: site) }) {
        throw Self.fault(call, reading: late, at: site, graph)
      }
    }
    self.init(sites: sites, wantsOriginal: intervention.readsOriginal)
  }

  private static func fault(_ call: String, reading late: Site, at site: Site, _ graph: ModuleGraph) -> Fault {
    let earlier = graph.predecessors(of: site).map(\.name).joined(separator: " or ")
    return Fault(
      .usage, call,
      "reads \(late.name), which is "
        + (late.name == site.name
          ? "the activation it edits" : "computed after \(site.name), the site that it edits"),
      try: earlier.isEmpty
        ? "nothing is computed before the input; edit a later site"
        : "read a site that comes before it in `hookctl sites`, such as \(earlier)")
  }
}
