extension ModuleGraph {
  /// The later sites at which an addition at a site is an addition, too, as all modules between are affine: what a convolution
  /// makes of a vector that is added to its input is added to its output.
  ///
  /// In order of computation; a site that also depends on the first through other modules is none of them.
  public func additions(after site: Site) -> [Site] {
    let graph = site.index >= sites.count ? showing([site.name]) : self
    guard let start = graph.site(named: site.name) else { return [] }
    let changed = Set(graph.descendants(of: start).map(\.index) + [start.index])
    var added: Set<Int> = [start.index]
    for (index, node) in graph.nodes.enumerated() where index + 1 > start.index {
      let inputs = node.inputs.filter(changed.contains)
      if !inputs.isEmpty, node.module.isAffine, inputs.allSatisfy(added.contains) { added.insert(index + 1) }
    }
    return added.subtracting([start.index]).sorted().compactMap { self.site(named: graph.sites[$0].name) }
  }

  /// Whether some output depends on a site by a way that none of `others` is on.
  public func reachesOutput(from site: Site, avoiding others: Set<Site>) -> Bool {
    var (open, seen): ([Site], Set<Site>) = ([site], [])
    let outputs = Set(outputs)
    while let next = open.popLast() {
      if outputs.contains(next) { return true }
      open += successors(of: next).filter { !others.contains($0) && seen.insert($0).inserted }
    }
    return false
  }
}
