import HookKit
import MazeLab

extension Registry {
  /// What may stand where a call takes a tensor: what `hookctl sources` shows.
  public var sourcesReport: DataReport {
    let entries = SourceListing.builtIn + tensorSources.map { SourceListing($0) }
    return DataReport(
      "What calls can name where they take a tensor", named: "sources", .array(entries.map(\.json))
    ) {
      var table = Table()
      for entry in entries { table.add(entry.form, entry.summary + CatalogueText.origin(entry.origin)) }
      return table.text
    }
  }
}

/// A form that can be written.
private struct SourceListing {
  let form, summary, origin: String

  init(_ form: String, _ summary: String) {
    (self.form, self.summary, origin) = (form, summary, Registry.builtInOrigin)
  }

  init(_ entry: TensorSourceEntry) { (form, summary, origin) = (entry.form, entry.summary, entry.origin) }

  var json: JSONValue {
    .object([.init("form", .string(form)), .init("summary", .string(summary)), .init("origin", .string(origin))])
  }

  static let builtIn = [
    SourceListing("FILE", "the array of the site in a .npz, .safetensors, .npy or .pth file, or the only one"),
    SourceListing("FILE#NAME", "another array of the file"),
    SourceListing("level N, levels LIST", "the activations on levels, perhaps without cheese or facing right"),
    SourceListing("0.5, [0.5, -1]", "numbers, nested as the axes are"),
    SourceListing("site NAME", "the value of another site in this run (add and patch)"),
    SourceListing("original", "the value that the edited site would have without edits (add and patch)"),
  ]
}
