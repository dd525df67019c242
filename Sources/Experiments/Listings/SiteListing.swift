import HookKit
import ImpalaModel
import MazeLab

/// The sites of a network, their shapes and other names: what `hookctl sites` shows.
public enum SiteListing {
  /// The sites of a policy with its tree, or its edges: what each module sees of which value.
  public static func report(of policy: Policy, edges: Bool = false) -> DataReport {
    var recipe = Recipe()
    recipe.add(policy)
    return DataReport(
      "\(edges ? "Edges" : "Sites") of \(policy.name)", named: edges ? "edges" : "sites", json(policy, edges: edges),
      recipe: recipe
    ) { edges ? Self.edges(policy) : text(policy) }
  }

  private static func edges(_ policy: Policy) -> String {
    var table = Table(hasHead: true)
    table.add("EDGE", "SHAPE")
    for edge in policy.graph.edges { table.add(edge.name, edge.shape.description) }
    return "\(policy.name), \(policy.architecture)\n\n\(table.text)"
  }

  private static func text(_ policy: Policy) -> String {
    var table = Table(hasHead: true)
    table.add("SITE", "SHAPE", "OTHER NAMES")
    for site in policy.graph.sites {
      table.add(site.name, site.shape.description, policy.graph.aliases(of: site).joined(separator: " "))
    }
    return "\(policy.name), \(policy.architecture)\n\n\(policy.graph)\n\n\(table.text)"
  }

  private static func json(_ policy: Policy, edges: Bool) -> JSONValue {
    let sites = policy.graph.sites.map { site -> JSONValue in
      .object([
        .init("name", .string(site.name)),
        .init("shape", site.shape.json),
        .init("aliases", .array(policy.graph.aliases(of: site).map { .string($0) })),
        .init("from", .array(policy.graph.predecessors(of: site).map { .string($0.name) })),
        .init("to", .array(policy.graph.successors(of: site).map { .string($0.name) })),
      ])
    }
    let listed = policy.graph.edges.map { edge -> JSONValue in
      .object([
        .init("name", .string(edge.name)), .init("shape", edge.shape.json),
        .init("from", .string(edge.edge?.source ?? "")), .init("to", .string(edge.edge?.reader ?? "")),
      ])
    }
    return .object([
      .init("model", .string(policy.name)), .init("architecture", .string(policy.architecture)),
      .init("parameters", .integer(policy.graph.parameterCount)),
      edges ? .init("edges", .array(listed)) : .init("sites", .array(sites)),
    ])
  }
}
