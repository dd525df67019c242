/// A site's name, or a glob over names: `*` stands for any characters, dots included, and `?` for one.
///
/// Globs match primary names; one that matches none of them is tried on the aliases. `*` alone is every primary site.
public struct SitePattern: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let text: String

  public init(_ text: String) { self.text = text }
  public init(stringLiteral text: String) { self.init(text) }
  public var description: String { text }

  /// The sites of a graph that this pattern means, in the order in which they are computed; never empty.
  ///
  /// - Throws: ``SiteError/noMatch(pattern:near:)`` with near names when nothing matches.
  public func sites(in graph: ModuleGraph) throws(SiteError) -> [Site] {
    if let exact = graph.site(named: text) { return [exact] }
    let isGlob = text.contains("*") || text.contains("?")
    if isGlob {
      let primary = graph.sites.filter { matches($0.name) }
      if !primary.isEmpty { return primary }
      let indices = Set(graph.aliases.filter { matches($0.key) }.values)
      if !indices.isEmpty { return indices.sorted().map { graph.sites[$0] } }
    }
    let names = graph.sites.map(\.name)
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
    sites.first { $0.name == name } ?? aliases[name].map { sites[$0] }
  }

  /// All names of a site other than its primary one, sorted.
  public func aliases(of site: Site) -> [String] {
    aliases.filter { $0.value == site.index && $0.key != site.name }.map(\.key).sorted()
  }
}

/// A name that no value of the network has.
public enum SiteError: ExplainedError, Hashable {
  case noMatch(pattern: String, near: [String])

  public var explanation: Explanation {
    switch self {
    case .noMatch(let pattern, let near):
      let names = near.map { "\"\($0)\"" }.joined(separator: " or ")
      return Explanation(
        .usage, "site \"\(pattern)\"", "no site of this model matches",
        try: near.isEmpty ? "`hookctl sites` lists them" : "did you mean \(names)?")
    }
  }
}
