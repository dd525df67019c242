extension ModuleGraph {
  /// The values that a recurrent network is given besides its input, in the order of the modules; none for any other network.
  public var states: [Site] {
    nodes.indices.filter { nodes[$0].module is RecurrentState }.map { sites[$0 + 1] }
  }

  /// The path of the module that makes a state's value.
  public func path(ofState site: Site) -> String { nodes[site.index - 1].path }

  /// The site of the state at a path; nil where no state has it.
  public func state(at path: String) -> Site? { states.first { self.path(ofState: $0) == path } }
}
