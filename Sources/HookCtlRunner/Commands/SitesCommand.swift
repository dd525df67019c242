import ArgumentParser
import HookKit
import ImpalaModel
import MazeLab

/// `hookctl sites`: the network, its sites, their shapes and other names.
struct SitesCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "sites",
    abstract: "The network as a tree, and the sites where edits and captures go.",
    usage: "hookctl sites [<options>]",
    discussion: """
      A site is a named value of the network. Patterns may use * for any characters (dots as well) and ? \
      for one; the other names in the last column mean the same value.

      An edge, A->B, is what the module B sees of the value A: an edit there leaves other modules that read A \
      alone. Patterns may stand on both sides.

      EXAMPLES
        hookctl sites
        hookctl sites --edges
        hookctl sites --model rand_region_5.pth --dot model.dot
        hookctl sites --json | jq '.sites[].name'
      """)

  @OptionGroup var model: ModelOption

  @Option(
    help: ArgumentHelp("Also write the graph for Graphviz.", valueName: "file"),
    completion: .file(extensions: ["dot"]))
  var dot: String?

  @Flag(help: "List the edges A->B instead: what each module sees.")
  var edges = false

  @Flag(help: "Print sites, shapes and other names as JSON.")
  var json = false

  func run(in program: Program) throws {
    if let dot { try FileOutput.check(dot) }
    let policy = try model.policy()
    if let dot {
      try FileOutput.write([FileOutput.Contents(Array(policy.graph.dot.utf8), for: dot)])
      program.console.note("wrote \(dot)")
    }
    try program.console.print(
      json ? Self.json(policy, edges: edges).text : edges ? Self.edges(policy) : Self.text(policy))
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
        .init("shape", .array(site.shape.sizes.map { .integer($0) })),
        .init("aliases", .array(policy.graph.aliases(of: site).map { .string($0) })),
        .init("from", .array(policy.graph.predecessors(of: site).map { .string($0.name) })),
        .init("to", .array(policy.graph.successors(of: site).map { .string($0.name) })),
      ])
    }
    let listed = policy.graph.edges.map { edge -> JSONValue in
      .object([
        .init("name", .string(edge.name)), .init("shape", .array(edge.shape.sizes.map { .integer($0) })),
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
