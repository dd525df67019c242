import ArgumentParser
import Experiments
import HookKit
import MazeLab

/// `hookctl sites`: the network, its sites, their shapes and other names.
struct SitesCommand: ReportCommand {
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

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer {
    if let dot { try OutputFile.check(dot, isOf: "dot") }
    let policy = try model.policy()
    let report = SiteListing.report(of: policy, edges: edges)
    return Answer(report, files: dot.map { [FileOutput.Contents(Array(policy.graph.dot.utf8), for: $0)] } ?? [])
  }
}
