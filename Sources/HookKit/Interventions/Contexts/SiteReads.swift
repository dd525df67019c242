/// What an intervention reads besides the activation that it changes, found at one of its sites.
package struct SiteReads: Sendable {
  /// The sites that each pattern means, in order of computation.
  let sites: [SitePattern: [Site]]
  /// Whether it reads its own site as it would be without any edit.
  package let wantsOriginal: Bool

  static let none = SiteReads(sites: [:], wantsOriginal: false)

  init(sites: [SitePattern: [Site]], wantsOriginal: Bool) {
    (self.sites, self.wantsOriginal) = (sites, wantsOriginal)
  }

  /// Every site that is read, once.
  package var all: [Site] { Set(sites.values.joined()).sorted { $0.index < $1.index } }

  /// The same, where the graph is the same network with other edges shown.
  func moved(to graph: ModuleGraph) -> SiteReads {
    let moved = sites.mapValues { $0.map { graph.site(named: $0.name) ?? $0 } }
    return SiteReads(sites: moved, wantsOriginal: wantsOriginal)
  }

  var isEmpty: Bool { sites.isEmpty && !wantsOriginal }
}

/// Values of other sites for some rows, by the sites' primary names, and that of the site itself without any edit.
package struct ReadValues: Sendable {
  /// Each `[N, ...]`.
  package var tensors: [String: Tensor] = [:]
  /// `[N, ...]`; nil where nobody reads it.
  package var original: Tensor?

  package init(_ tensors: [String: Tensor] = [:], original: Tensor? = nil) {
    (self.tensors, self.original) = (tensors, original)
  }

  /// Those of some of the rows.
  package func gathering(rows: [Int]) -> ReadValues {
    ReadValues(tensors.mapValues { $0.gathering(rows: rows) }, original: original?.gathering(rows: rows))
  }
}

/// The value of a site that an intervention reads, `[N, ...]`.
public struct SiteValue: Sendable {
  /// The site.
  public let site: Site
  /// Its value in this run, after all edits there: a row for each row of the context.
  public let tensor: Tensor

  /// A site's value.
  package init(site: Site, tensor: Tensor) { (self.site, self.tensor) = (site, tensor) }
}
