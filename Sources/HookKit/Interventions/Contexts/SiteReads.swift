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

/// A site that cannot be read where it is wanted.
public enum ReadError: ExplainedError, Hashable {
  /// One that is not there yet; `earlier` is what the edited site is computed from.
  case notEarlier(call: String, read: String, site: String, earlier: [String])
  /// A pattern that means several sites where one is wanted.
  case several(source: String, names: [String])
  /// A site whose value does not fit the edited one.
  case wrongShape(source: String, shape: Shape, site: String, wanted: Shape)
  /// A value of the run where only a tensor that is known beforehand can be used.
  case notBeforehand(source: String)

  public var explanation: Explanation {
    switch self {
    case .notEarlier(let call, let read, let site, let earlier):
      Explanation(
        .usage, call,
        read == site
          ? "reads \(read), which is the activation it edits"
          : "reads \(read), which is computed after \(site), the site that it edits",
        try: earlier.isEmpty
          ? "nothing is computed before the input; edit a later site"
          : "read a site that comes before it in `hookctl sites`, such as \(earlier.joined(separator: " or "))")
    case .several(let source, let names):
      Explanation(
        .usage, "\"\(source)\"",
        "means \(names.count) sites: \(names.prefix(3).joined(separator: ", "))"
          + (names.count > 3 ? ", ..." : ""), try: "name one of them")
    case .wrongShape(let source, let shape, let site, let wanted):
      Explanation(
        .usage, source, "has shape \(shape), which does not fit the site \(site) \(wanted)",
        try: "read a site of that shape")
    case .notBeforehand(let source):
      Explanation(
        .usage, "\"\(source)\"", "is a value of the run itself, and this parameter must be known before it",
        try:
          "`patch(from: \(source))` and `add(vector: \(source))` take it; otherwise give a file, observations or numbers"
      )
    }
  }
}
