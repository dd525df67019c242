/// `A->B`: what the modules that B means see of the values that A means, both of them names or globs.
struct EdgePattern {
  let text: String
  private let source: SitePattern
  private let reader: SitePattern

  /// Nil for a pattern without an arrow.
  init?(_ text: String) {
    guard let arrow = text.firstRange(of: Site.arrow) else { return nil }
    self.text = text
    source = SitePattern(String(text[..<arrow.lowerBound]).trimmingSpaces)
    reader = SitePattern(String(text[arrow.upperBound...]).trimmingSpaces)
  }

  /// The edges of a graph that this pattern means, in the order of the modules that read; never empty.
  func sites(in graph: ModuleGraph) throws(SiteError) -> [Site] {
    let sources = Set(try source.sites(in: graph).map(\.name))
    let readers = self.readers(in: graph)
    guard !readers.isEmpty else {
      throw .noReader(pattern: text, reader: reader.text, near: NearNames.of(reader.text, in: graph.nodes.map(\.path)))
    }
    let edges = graph.edges
    let meant = edges.filter { $0.edge.map { sources.contains($0.source) && readers.contains($0.reader) } ?? false }
    guard meant.isEmpty else { return meant }
    let from = edges.filter { $0.edge.map { sources.contains($0.source) } ?? false }
    let to = edges.filter { $0.edge.map { readers.contains($0.reader) } ?? false }
    throw .noEdge(pattern: text, near: (from.prefix(2) + to.prefix(2)).map(\.name))
  }

  /// The paths of the modules that the right side means: a module by its path or by the name of what it makes, or all
  /// modules within a composite one.
  private func readers(in graph: ModuleGraph) -> Set<String> {
    let paths = graph.nodes.map(\.path).filter { !$0.contains(Site.arrow) }
    let exact = paths.filter { reader.matches($0) || reader.matches("\($0)_out") }
    return Set(exact.isEmpty ? paths.filter { $0.hasPrefix(reader.text + ".") } : exact)
  }
}
