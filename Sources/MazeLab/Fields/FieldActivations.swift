import HookKit

/// The activations at some sites while a field was computed: a row for each square.
public struct FieldActivations: Sendable {
  /// By the pattern that asked for them, in the order in which the sites are computed; each `[squares, ...]`.
  let values: [SitePattern: [SiteValue]]

  /// None.
  public static let none = FieldActivations(values: [:])

  init(values: [SitePattern: [SiteValue]]) { self.values = values }

  /// What a run has captured.
  init(_ patterns: [SitePattern], of run: Run, in graph: ModuleGraph) throws {
    let found = try patterns.map { pattern in
      (pattern, try pattern.sites(in: graph).map { SiteValue(site: $0, tensor: run[$0.name]) })
    }
    values = Dictionary(found) { first, _ in first }
  }

  /// The means of those of two fields of one maze.
  func mean(with other: FieldActivations) -> FieldActivations {
    FieldActivations(
      values: values.mapValues { own in
        own.map { value in
          let second = other.values.values.joined().first { $0.site == value.site }
          return SiteValue(
            site: value.site, tensor: second.map { 0.5 * (value.tensor + $0.tensor) } ?? value.tensor)
        }
      })
  }

  /// The values of the sites that a pattern means.
  ///
  /// - Throws: ``FieldError/notCaptured(_:)`` where nobody has asked for them before.
  public func callAsFunction(_ pattern: SitePattern) throws(FieldError) -> [SiteValue] {
    guard let found = values[pattern] else { throw .notCaptured(pattern.text) }
    return found
  }
}

extension FieldComparison {
  /// A site's values in both fields, `[squares, ...]` each, in the order of each field's squares.
  public struct Activations: Sendable {
    /// The site.
    public let site: Site
    /// Without any edit.
    public let original: Tensor
    /// Under the plan, after all edits of the site.
    public let patched: Tensor
  }

  /// The activations of both fields at the sites that one of a metric's ``Metric/captures`` means.
  ///
  /// - Throws: ``FieldError/notCaptured(_:)`` where the fields were computed without them.
  public func activations(at pattern: SitePattern) throws(FieldError) -> [Activations] {
    let (before, after) = (try originalActivations(pattern), try patchedActivations(pattern))
    return zip(before, after).map { Activations(site: $0.site, original: $0.tensor, patched: $1.tensor) }
  }
}
