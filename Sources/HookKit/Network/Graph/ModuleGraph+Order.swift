extension ModuleGraph {
  /// Where a site stands in the order of computation: a number that is larger for later sites.
  ///
  /// An edge comes right before the module that reads it.
  public func order(of site: Site) -> Int {
    guard let reader = hiddenReader(of: site) else { return 2 * site.index }
    return 2 * reader - 1
  }

  /// Whether a site is computed before another.
  func isEarlier(_ site: Site, than other: Site) -> Bool {
    (order(of: site), site.index) < (order(of: other), other.index)
  }

  /// The module that makes a site's value; none makes the input, or what a module sees of another's value.
  public func maker(of site: Site) -> Node? {
    !site.isEdge && site.index > 0 && site.index <= nodes.count ? nodes[site.index - 1] : nil
  }

  /// The index of what is made by the reader of an edge that is no value of this graph; nil for all other sites.
  private func hiddenReader(of site: Site) -> Int? {
    guard site.index >= sites.count, let reader = site.edge?.reader else { return nil }
    return nodes.firstIndex { $0.path == reader }.map { $0 + 1 }
  }
}
