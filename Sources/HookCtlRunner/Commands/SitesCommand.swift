import ArgumentParser
import HookKit
import ImpalaModel
import MazeLab

/// `hookctl sites`: the network, its sites, their shapes and other names.
struct SitesCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "sites",
    abstract: "The network as a tree, and the sites where edits and captures go.",
    discussion: """
      A site is a named value of the network. Patterns may use * for any characters (dots as well) and ? \
      for one; the other names in the last column mean the same value.

      EXAMPLES
        hookctl sites
        hookctl sites --model rand_region_5.pth --dot model.dot
        hookctl sites --json | jq '.sites[].name'
      """)

  @OptionGroup var model: ModelOption

  @Option(
    help: ArgumentHelp("Also write the graph for Graphviz.", valueName: "file"),
    completion: .file(extensions: ["dot"]))
  var dot: String?

  @Flag(help: "Print sites, shapes and other names as JSON.")
  var json = false

  func run(in program: Program) throws {
    if let dot { try FileOutput.check(dot) }
    let policy = try model.policy()
    if let dot {
      try FileOutput.write([FileOutput.Contents(Array(policy.graph.dot.utf8), for: dot)])
      program.console.note("wrote \(dot)")
    }
    try program.console.print(json ? Self.json(policy).text : Self.text(policy))
  }

  private static func text(_ policy: Policy) -> String {
    var table = Table()
    table.add("SITE", "SHAPE", "OTHER NAMES")
    for site in policy.graph.sites {
      table.add(site.name, site.shape.description, policy.graph.aliases(of: site).joined(separator: " "))
    }
    return "\(policy.name), \(policy.architecture)\n\n\(policy.graph)\n\n\(table.text)"
  }

  private static func json(_ policy: Policy) -> JSONValue {
    let sites = policy.graph.sites.map { site -> JSONValue in
      .object([
        .init("name", .string(site.name)),
        .init("shape", .array(site.shape.sizes.map { .integer($0) })),
        .init("aliases", .array(policy.graph.aliases(of: site).map { .string($0) })),
        .init("from", .array(policy.graph.predecessors(of: site).map { .string($0.name) })),
        .init("to", .array(policy.graph.successors(of: site).map { .string($0.name) })),
      ])
    }
    return .object([
      .init("model", .string(policy.name)), .init("architecture", .string(policy.architecture)),
      .init("parameters", .integer(policy.graph.parameterCount)), .init("sites", .array(sites)),
    ])
  }
}
