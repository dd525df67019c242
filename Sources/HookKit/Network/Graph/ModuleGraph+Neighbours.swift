extension ModuleGraph {
  /// The values that a site is computed from directly; none for the network's input.
  public func predecessors(of site: Site) -> [Site] {
    if let found = throughEdge(site, { $0.predecessors(of: $1) }) { return found }
    return site.index == 0 ? [] : nodes[site.index - 1].inputs.map { sites[$0] }
  }

  /// The values that are computed directly from a site; none for an output.
  public func successors(of site: Site) -> [Site] {
    if let found = throughEdge(site, { $0.successors(of: $1) }) { return found }
    return nodes.indices.filter { nodes[$0].inputs.contains(site.index) }.map { sites[$0 + 1] }
  }

  /// Every value that a site depends on, in order of computation.
  public func ancestors(of site: Site) -> [Site] {
    if let found = throughEdge(site, { $0.ancestors(of: $1) }) { return found }
    var found: Set<Int> = []
    for index in stride(from: site.index, to: 0, by: -1) where index == site.index || found.contains(index) {
      found.formUnion(nodes[index - 1].inputs)
    }
    return found.sorted().map { sites[$0] }
  }

  /// Every value that depends on a site, in order of computation: what an edit there can change.
  public func descendants(of site: Site) -> [Site] {
    if let found = throughEdge(site, { $0.descendants(of: $1) }) { return found }
    var found: Set<Int> = [site.index]
    for (index, node) in nodes.enumerated() where !found.isDisjoint(with: node.inputs) { found.insert(index + 1) }
    return found.subtracting([site.index]).sorted().map { sites[$0] }
  }

  /// What is found of an edge that is no value of this graph, in one of which it is; nil for all other sites.
  private func throughEdge(_ site: Site, _ find: (ModuleGraph, Site) -> [Site]) -> [Site]? {
    guard site.index >= sites.count else { return nil }
    let graph = showing([site.name])
    guard let shown = graph.site(named: site.name) else { return [] }
    return find(graph, shown).compactMap { self.site(named: $0.name) }
  }
}
