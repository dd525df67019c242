import ArgumentParser
import HookKit

/// `hookctl sources`: what may stand where a call takes a tensor.
struct SourcesCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "List what calls can name where they take a tensor.",
    discussion: """
      A parameter such as the vector of add takes one of these. "A minus B" is the difference of the means of two.

      EXAMPLES
        hookctl sources
        hookctl compare --level 8 --patch 'add(vector: level 8 minus level 8 without cheese, \
          scale: -1)@embedder.block2.res1.resadd_out'
      """)

  @Flag(help: "Print as JSON.")
  var json = false

  func run(in program: Program) throws {
    let entries = Self.builtIn + program.registry.tensorSources.map { Form($0) }
    var table = Table()
    for entry in entries { table.add(entry.form, entry.summary + CatalogueText.origin(entry.origin)) }
    let values = entries.map { entry in
      JSONValue.object([
        .init("form", .string(entry.form)), .init("summary", .string(entry.summary)),
        .init("origin", .string(entry.origin)),
      ])
    }
    try program.console.print(json ? JSONValue.array(values).text : table.text)
  }

  /// A form that can be written.
  private struct Form {
    let form, summary, origin: String

    init(_ form: String, _ summary: String) {
      (self.form, self.summary, origin) = (form, summary, Registry.builtInOrigin)
    }

    init(_ entry: TensorSourceEntry) { (form, summary, origin) = (entry.form, entry.summary, entry.origin) }
  }

  private static let builtIn = [
    Form("FILE", "the array of the site in a .npz, .safetensors, .npy or .pth file, or the only one"),
    Form("FILE#NAME", "another array of the file"),
    Form("level N, levels LIST", "the activations on levels, perhaps without cheese or facing right"),
    Form("0.5, [0.5, -1]", "numbers, nested as the axes are"),
    Form("site NAME", "the value of another site in this run (add and patch)"),
    Form("original", "the value that the edited site would have without edits (add and patch)"),
  ]
}
