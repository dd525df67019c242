import HookKit

/// An entry whose checkpoints are known by a parameter that no other has.
protocol SignedEntry: CatalogueEntry {
  /// What several of them are called: "architectures".
  static var plural: String { get }

  /// The name of the parameter.
  var signature: String { get }
}

extension Registry {
  /// Lists an entry. A second one of its signature is a fault that ``checked()`` throws.
  mutating func enter<Entry: SignedEntry>(signed entry: Entry) {
    if let other = catalogue(of: Entry.self).entries.first(where: { $0.signature == entry.signature }) {
      return note(
        CatalogueError.duplicate(
          entry.signature, noun: "signature of \(Entry.plural)", first: other.name, second: entry.name))
    }
    enter(entry)
  }
}
