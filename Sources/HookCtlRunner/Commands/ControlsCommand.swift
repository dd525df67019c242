import ArgumentParser
import HookKit

/// `hookctl controls`: how null twins can be made.
struct ControlsCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "controls",
    abstract: "List the matched random controls that --control knows.",
    discussion: """
      A control makes null twins of edits: like them in size and place, and in nothing else. An effect is held \
      against those of its twins.

      EXAMPLES
        hookctl controls
        hookctl compare --level 8 --nulls 20 --control permuted \\
          --patch 'zero@embedder.block2.res1.resadd_out[[5, 7]]'
      """)

  @Flag(help: "Print as JSON.")
  var json = false

  func run(in program: Program) throws {
    let controls = program.registry.controls
    try program.console.print(
      json
        ? CatalogueText.json(controls) { [.init("isDrawn", .bool($0.isDrawn))] }.text : CatalogueText.lines(controls))
  }
}
