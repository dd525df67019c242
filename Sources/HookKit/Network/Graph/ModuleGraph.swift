/// A network as named modules in topological order, in the style of circrl's value graph.
///
/// Every module makes one *value*; the network's input is a value too. Values have names, the ``Site``s, at which
/// interventions edit and captures read. A graph is immutable: plans and captures are arguments of a run.
public struct ModuleGraph: Sendable {
  /// A module in its place: its path, and which values it reads.
  public struct Node: Sendable {
    /// The dotted path that checkpoints and circrl use: `embedder.block2.res1.conv1`.
    public let path: String
    /// The module itself.
    public let module: any Module
    /// Indices into ``ModuleGraph/sites``: 0 is the network's input, `n + 1` is made by node `n`.
    public let inputs: [Int]
  }

  /// The modules, each after all modules whose values it reads.
  public let nodes: [Node]

  /// Every value of the network in order of its making: the input first, then one for each node.
  public let sites: [Site]

  /// Other names for the same values; see ``site(named:)``.
  let aliases: [String: Int]

  /// The file that the parameters are from; nil for a network that is from none.
  public var source: NetworkSource?

  /// What is worked out of this graph once; copies share it.
  let derived: DerivedValues

  /// Called by ``GraphBuilder``, which has checked paths, inputs and shapes.
  init(nodes: [Node], shapes: [Shape]) {
    self.nodes = nodes
    // A state reads the input for its number of rows only.
    let reader = nodes.first { $0.inputs.contains(0) && !($0.module is RecurrentState) }
    let inputName = reader.map { "\($0.path)_in\($0.inputs.firstIndex(of: 0) ?? 0)" } ?? "input"
    let names = [inputName] + nodes.map { "\($0.path)_out" }
    sites = zip(names, shapes).enumerated().map { Site(index: $0, name: $1.0, shape: $1.1) }
    aliases = SiteAliases.of(nodes)
    derived = DerivedValues()
  }

  /// The same network as another, with other values to stop at.
  init(nodes: [Node], sites: [Site], aliases: [String: Int], of graph: ModuleGraph) {
    (self.nodes, self.sites, self.aliases) = (nodes, sites, aliases)
    (derived, source) = (graph.derived, graph.source)
  }

  /// The shape of one row of the input.
  public var inputShape: Shape { sites[0].shape }

  /// The values that no module reads: what a run returns.
  public var outputs: [Site] {
    let read = Set(nodes.flatMap(\.inputs))
    return sites.filter { !read.contains($0.index) }
  }

  /// The number of trainable scalars of all modules.
  public var parameterCount: Int { nodes.reduce(0) { $0 + $1.module.parameterCount } }

  /// The node at a path, or nil when no module has it.
  public subscript(path: String) -> Node? { nodes.first { $0.path == path } }
}

/// Where the parameters of a network are from.
public struct NetworkSource: Sendable, Hashable {
  /// What to call it: the file's name.
  public let name: String
  /// The SHA-256 of the file.
  public let sha256: String

  /// A source.
  public init(name: String, sha256: String) { (self.name, self.sha256) = (name, sha256) }
}

extension ModuleGraph {
  /// The SHA-256 over all parameters with their names, in the order of the modules: what the network computes, whatever
  /// file it is from.
  ///
  /// - Complexity: some milliseconds for a million parameters.
  public var parametersSHA256: String {
    var hash = SHA256()
    for node in nodes {
      for (name, value) in node.module.parameters {
        hash.absorb(Array("\(node.path).\(name) \(value.shape)\n".utf8))
        hash.absorb(TypedArray(value).bytes)
      }
    }
    return hash.hexDigest
  }
}
