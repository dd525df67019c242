/// A site's name, or a glob over names: `*` stands for any characters, dots included, and `?` for one.
///
/// Globs match primary names; one that matches none of them is tried on the aliases. `*` alone is every primary site. With an
/// arrow, `A->B`, it means what modules B see of values A, and globs may stand on both sides; see ``ModuleGraph/edges``.
public struct SitePattern: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The name or glob as it was written.
  public let text: String

  /// A pattern as it is written; any text is one, though it may match nothing.
  public init(_ text: String) { self.text = text }
  public init(stringLiteral text: String) { self.init(text) }
  public var description: String { text }

  /// Whether it means edges, not values.
  var meansEdges: Bool { text.contains(Site.arrow) }

  /// The sites of a graph that this pattern means, in the order in which they are computed; never empty.
  ///
  /// - Throws: ``SiteError`` with near names when nothing matches.
  public func sites(in graph: ModuleGraph) throws(SiteError) -> [Site] {
    if let edge = EdgePattern(text) { return try edge.sites(in: graph) }
    if let exact = graph.site(named: text) { return [exact] }
    let isGlob = text.contains("*") || text.contains("?")
    if isGlob {
      let primary = graph.sites.filter { !$0.isEdge && matches($0.name) }
      if !primary.isEmpty { return primary }
      let indices = Set(graph.aliases.filter { matches($0.key) }.values)
      if !indices.isEmpty { return indices.sorted().map { graph.sites[$0] } }
    }
    let names = graph.sites.filter { !$0.isEdge }.map(\.name)
    let near = NearNames.of(text, in: names)
    throw .noMatch(pattern: text, near: near.isEmpty ? NearNames.of(text, in: graph.aliases.keys) : near)
  }

  /// Whether a name fits this glob, by the usual two-pointer walk: linear for all but adversarial patterns.
  func matches(_ name: String) -> Bool {
    let (pattern, name) = (Array(text.utf8), Array(name.utf8))
    var (p, n) = (0, 0)
    var retry: (pattern: Int, name: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        retry = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == UInt8(ascii: "?") || pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let last = retry {
        retry = (last.pattern, last.name + 1)
        (p, n) = (last.pattern + 1, last.name + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

extension ModuleGraph {
  /// The value with this name or alias, or nil when there is none.
  public func site(named name: String) -> Site? {
    if let site = sites.first(where: { $0.name == name }) ?? aliases[name].map({ sites[$0] }) { return site }
    return name.contains(Site.arrow) ? edges.first { $0.name == name } : nil
  }

  /// All names of a site other than its primary one, sorted.
  public func aliases(of site: Site) -> [String] {
    aliases.filter { $0.value == site.index && $0.key != site.name }.map(\.key).sorted()
  }
}

/// A name that no value of the network has.
public enum SiteError: ExplainedError, Hashable {
  /// A name or glob that matches no site; `near` are similar names.
  case noMatch(pattern: String, near: [String])
  /// An edge to a module that is not there.
  case noReader(pattern: String, reader: String, near: [String])
  /// An edge between a value and a module that does not read it; `near` are edges from the one or to the other.
  case noEdge(pattern: String, near: [String])

  public var explanation: Explanation {
    switch self {
    case .noMatch(let pattern, let near):
      Explanation(
        .usage, "site \"\(pattern)\"", "no site of this model matches",
        try: NearNames.question(near, otherwise: "`hookctl sites` lists them"))
    case .noReader(let pattern, let reader, let near):
      Explanation(
        .usage, "edge \"\(pattern)\"", "no module of this model is called \"\(reader)\"",
        try: NearNames.question(near, otherwise: "`hookctl sites --edges` lists all edges"))
    case .noEdge(let pattern, let near):
      Explanation(
        .usage, "edge \"\(pattern)\"", "that module does not read this value",
        try: NearNames.question(near, otherwise: "`hookctl sites --edges` lists all edges"))
    }
  }
}
