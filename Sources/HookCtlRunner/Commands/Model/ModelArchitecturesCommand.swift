import ArgumentParser
import HookKit
import ImpalaModel

/// `hookctl model architectures`: the networks that checkpoints are recognised as.
struct ModelArchitecturesCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "architectures",
    abstract: "List the networks that --model knows, those of plugins too.",
    discussion: """
      A checkpoint is known by a parameter that all of its family have, and no others. \
      A .hookmodel file has its network with it: `hookctl model import` makes one.

      EXAMPLES
        hookctl model architectures
      """)

  @Flag(help: "Print as JSON.")
  var json = false

  func run(in program: Program) throws {
    let entries = program.registry.catalogue(of: ArchitectureEntry.self).entries
    try program.console.print(
      json
        ? CatalogueText.json(entries) { [.init("interface", $0.type.interface.json)] }.text
        : TextWidth.wrapped(entries.map(Self.text).joined(separator: "\n")))
  }

  private static func text(_ entry: ArchitectureEntry) -> String {
    let interface = entry.type.interface
    var table = Table(indent: 2)
    table.add("observation", interface.observation.description)
    table.add("actions", "\(interface.actions.count) logits at \(interface.logits)")
    table.add("value", interface.value ?? "none")
    return "\(entry.name): \(entry.summary)\(CatalogueText.origin(entry.origin))\n\(table.text)"
  }
}
