/// A request to keep the values at the sites that a pattern means, after all edits there or before them.
public struct Capture: Hashable, Sendable, ExpressibleByStringLiteral {
  /// When a value is kept.
  public enum Moment: String, Sendable, Codable {
    /// Before the edits at the site, or after them.
    case before, after
  }

  /// The sites whose values are kept.
  public let pattern: SitePattern
  /// Whether they are kept before the edits there or after them.
  public let moment: Moment

  /// Keeps the values at the sites that `pattern` means.
  public init(_ pattern: SitePattern, _ moment: Moment = .after) {
    self.pattern = pattern
    self.moment = moment
  }

  public init(stringLiteral text: String) { self.init(SitePattern(text)) }

  /// The values as the edits of their sites find them.
  public static func before(_ pattern: SitePattern) -> Capture { Capture(pattern, .before) }
}

extension [Capture] {
  /// The sites that are meant, by their indices: those to keep before all edits there, and those to keep after.
  ///
  /// - Throws: all patterns that match no site together.
  func sites(in graph: ModuleGraph) throws -> (before: Set<Int>, after: Set<Int>) {
    var (before, after): (Set<Int>, Set<Int>) = ([], [])
    var faults: [any ExplainedError] = []
    for capture in self {
      do {
        let indices = try capture.pattern.sites(in: graph).map(\.index)
        if capture.moment == .before { before.formUnion(indices) } else { after.formUnion(indices) }
      } catch { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return (before, after)
  }
}
