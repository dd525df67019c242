/// A request to keep the values at the sites that a pattern means, after all edits there or before them.
public struct Capture: Hashable, Sendable, ExpressibleByStringLiteral {
  public enum Moment: String, Sendable, Codable {
    case before, after
  }

  public let pattern: SitePattern
  public let moment: Moment

  public init(_ pattern: SitePattern, _ moment: Moment = .after) {
    self.pattern = pattern
    self.moment = moment
  }

  public init(stringLiteral text: String) { self.init(SitePattern(text)) }

  /// The values as the edits of their sites find them.
  public static func before(_ pattern: SitePattern) -> Capture { Capture(pattern, .before) }
}
