import ArgumentParser
import HookKit

/// `hookctl selections`: what may stand in the brackets of an edit besides indexes.
struct SelectionsCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "selections",
    abstract: "List the selections that edits know besides indexes.",
    discussion: """
      An edit takes the elements in its brackets: indexes as in NumPy, [55, 3:5]; squares of the maze, \
      [55, square(3, 4)]; or one of these, which are worked out before a run.

      EXAMPLES
        hookctl selections
        hookctl compare --level 8 --patch 'zero@embedder.block2.res1.resadd_out[top(8)]'
        hookctl compare --level 8 --patch 'zero@embedder.block2.res1.resadd_out[mask.npz]'
      """)

  @Argument(help: "Only this one.", completion: .custom { _, _, _ in KnownNames.selections })
  var name: String?

  @Flag(help: "Print as JSON.")
  var json = false

  func run(in program: Program) throws {
    let all = program.registry.catalogue(of: SelectionEntry.self)
    let entries = try name.map { [try all.entry($0)] } ?? all.entries
    try program.console.print(
      json
        ? CatalogueText.json(entries) { [.init("parameters", CatalogueText.json($0.parameters))] }.text
        : TextWidth.wrapped(
          entries.map { CatalogueText.kind($0.signature, $0, $0.parameters) }.joined(separator: "\n\n")))
  }
}
