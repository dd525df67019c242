/// How figures of vector fields look.
public struct FigureOptions: Sendable, Hashable {
  /// What is drawn on each square.
  public enum Style: String, Sendable, CaseIterable, Codable {
    /// One arrow: the mean displacement.
    case arrows
    /// Four arrows, one for each direction, as long as its probability.
    case components
  }

  /// What colours the squares.
  public enum Shading: String, Sendable, CaseIterable, Codable {
    /// Nothing: the maze's own picture shows.
    case none
    /// The state value; in a difference, its change.
    case values
    /// In a difference, the total variation distance.
    case totalVariation
  }

  /// One arrow to a square, or four.
  public var style: Style
  /// What colours the squares.
  public var shading: Shading
  /// Show the whole world; otherwise the walls around the maze are cut away but for one ring.
  public var keepsPadding: Bool
  /// Mark the cheese, the decision square, the start and the corner.
  public var showsMarks: Bool
  /// Write level, plan and numbers under the panels.
  public var showsCaption: Bool

  /// Arrows on the maze's picture, the padding cut away, with marks and caption.
  public init(
    style: Style = .arrows, shading: Shading = .none, keepsPadding: Bool = false, showsMarks: Bool = true,
    showsCaption: Bool = true
  ) {
    (self.style, self.shading, self.keepsPadding) = (style, shading, keepsPadding)
    (self.showsMarks, self.showsCaption) = (showsMarks, showsCaption)
  }
}
