import HookKit

/// What the cells of a site see of the observation.
enum CellSight: Equatable {
  /// Each cell the pixels of its field.
  case field(ReceptiveField)
  /// Cells have no places of their own; why not.
  case placeless(String)

  /// That of every site of a network, by its index.
  static func all(of graph: ModuleGraph) -> [CellSight] {
    let input: CellSight =
      graph.inputShape.rank == 3
      ? .field(.pixels(of: graph.inputShape)) : .placeless("the observation is no picture")
    return graph.nodes.reduce(into: [input]) { sights, node in
      sights.append(sight(of: node, node.inputs.map { sights[$0] }, node.inputs.map { graph.sites[$0].shape }))
    }
  }

  private static func sight(of node: ModuleGraph.Node, _ inputs: [CellSight], _ shapes: [Shape]) -> CellSight {
    var fields: [ReceptiveField] = []
    for input in inputs {
      guard case .field(let field) = input else { return input }
      fields.append(field)
    }
    let whole = fields[0]
    func joined() -> ReceptiveField { fields.dropFirst().reduce(whole) { $0.joined(with: $1) } }
    switch node.module.cellSources(of: shapes) {
    case .samePlace: return .field(joined())
    case .windows(let lines, let columns): return .field(joined().through(lines: lines, columns: columns))
    case .everywhere: return everywhere(node, joined(), shapes[0])
    case .rearranged: return .placeless("\(node.path) arranges them anew")
    case .unknown: return .placeless("\(node.path) does not say what its cells are computed from")
    }
  }

  /// Behind a layer that looks at all cells; an image keeps its places.
  private static func everywhere(_ node: ModuleGraph.Node, _ field: ReceptiveField, _ input: Shape) -> CellSight {
    guard let output = try? node.module.outputShape(of: [input]), output.rank == 3 else {
      return .placeless("\(node.path) looks at all of them")
    }
    return .field(
      field.through(
        lines: [Range<Int>](repeating: 0..<field.lines.count, count: output[1]),
        columns: [Range<Int>](repeating: 0..<field.columns.count, count: output[2])))
  }

  /// The field of a site whose cells have one.
  var field: ReceptiveField? { if case .field(let field) = self { field } else { nil } }
  /// Why cells have none.
  var reason: String? { if case .placeless(let reason) = self { reason } else { nil } }
}
