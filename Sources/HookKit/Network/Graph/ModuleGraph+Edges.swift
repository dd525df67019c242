extension ModuleGraph {
  /// What every module sees of each value that it reads, in the order of the modules: `A->B` by name, with A's shape.
  ///
  /// An edge is a site like any other: an edit there changes what B sees of A, and leaves other readers of A alone.
  public var edges: [Site] {
    var edges: [Site] = []
    for node in nodes where !(node.module is EdgeValue) {
      for source in node.sources {
        let known = sites[source]
        let hidden = Site(index: sites.count + edges.count, name: edgeName(source, node), shape: known.shape)
        edges.append(known.isEdge ? known : hidden)
      }
    }
    return edges
  }

  /// The same network, in which these edges are values that a run can stop at; the names of all sites stay what they are.
  func showing(_ names: Set<String>) -> ModuleGraph {
    let hidden = names.subtracting(sites.filter(\.isEdge).map(\.name))
    guard !hidden.isEmpty else { return self }
    var graph = EdgeInsertion(self)
    for node in nodes { graph.add(node, showing: hidden, of: self) }
    return graph.result(of: self)
  }

  /// The same network with the edges that these patterns mean; those that mean nothing are left for the run to find.
  func showing(_ patterns: some Sequence<SitePattern>) -> ModuleGraph {
    let edges = patterns.filter(\.meansEdges).flatMap { (try? $0.sites(in: self)) ?? [] }
    return showing(Set(edges.map(\.name)))
  }

  fileprivate func edgeName(_ source: Int, _ node: Node) -> String { "\(sites[source].name)->\(node.path)" }
}

extension ModuleGraph.Node {
  /// The values that it reads, each once.
  fileprivate var sources: [Int] { Set(inputs).sorted() }
}

/// A graph that grows by modules for some edges, each right before the module that reads it.
private struct EdgeInsertion {
  private var nodes: [ModuleGraph.Node] = []
  private var names: [String]
  private var shapes: [Shape]
  /// For each value of the old graph, its index in the new one.
  private var moved = [0]

  init(_ graph: ModuleGraph) { (names, shapes) = ([graph.sites[0].name], [graph.inputShape]) }

  mutating func add(_ node: ModuleGraph.Node, showing hidden: Set<String>, of graph: ModuleGraph) {
    var places = moved
    for source in node.sources where hidden.contains(graph.edgeName(source, node)) {
      append(
        .init(path: graph.edgeName(source, node), module: EdgeValue(), inputs: [moved[source]]),
        graph.edgeName(source, node), graph.sites[source].shape)
      places[source] = nodes.count
    }
    let made = graph.sites[moved.count]
    append(.init(path: node.path, module: node.module, inputs: node.inputs.map { places[$0] }), made.name, made.shape)
    moved.append(nodes.count)
  }

  private mutating func append(_ node: ModuleGraph.Node, _ name: String, _ shape: Shape) {
    nodes.append(node)
    names.append(name)
    shapes.append(shape)
  }

  func result(of graph: ModuleGraph) -> ModuleGraph {
    ModuleGraph(
      nodes: nodes, sites: zip(names, shapes).enumerated().map { Site(index: $0, name: $1.0, shape: $1.1) },
      aliases: graph.aliases.mapValues { moved[$0] }, of: graph)
  }
}
