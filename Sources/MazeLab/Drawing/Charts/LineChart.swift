import HookKit

/// Numbers against numbers: a dose-response curve, with an interval at every point.
public struct LineChart: Figure, Sendable, Hashable {
  /// A point of a series.
  public struct Point: Sendable, Hashable {
    /// Along the bottom.
    public var x: Double
    /// Upwards.
    public var y: Double
    /// What is known of `y`: a confidence interval, say.
    public var interval: ClosedRange<Double>?

    /// The point `(x, y)`.
    public init(_ x: Double, _ y: Double, _ interval: ClosedRange<Double>? = nil) {
      (self.x, self.y, self.interval) = (x, y, interval)
    }
  }

  /// Points that belong together, joined by a line.
  public struct Series: Sendable, Hashable {
    /// What the legend calls it.
    public var name: String
    /// In the order in which they are joined.
    public var points: [Point]
    /// Whether it is what the others are compared with, such as a control; drawn grey and dashed.
    public var isReference: Bool

    /// A series.
    public init(_ name: String, _ points: [Point], isReference: Bool = false) {
      (self.name, self.points, self.isReference) = (name, points, isReference)
    }

    /// A reference that has no place along the bottom: a level line across `width`, at the height `y`.
    public init(_ name: String, across width: ClosedRange<Double>, at y: Double, _ interval: ClosedRange<Double>? = nil)
    {
      self.init(
        name, [width.lowerBound, width.upperBound].map { Point($0, y, interval) }, isReference: true)
    }
  }

  /// The line above.
  public var title: String
  /// What the numbers along the bottom are, with their unit.
  public var x: String
  /// What the upright numbers are, with their unit.
  public var y: String
  /// Whether the numbers along the bottom are drawn as powers of ten, where all are positive.
  public var isLogarithmic: Bool
  /// The curves.
  public var series: [Series]
  /// The range of the upright numbers; by default what the points need.
  public var range: ClosedRange<Double>?
  /// The lines below.
  public var caption: [String]

  /// A chart, 3.5 inches wide: a column of a journal.
  public init(
    _ title: String, x: String, y: String, range: ClosedRange<Double>? = nil, isLogarithmic: Bool = false,
    caption: [String] = [], _ series: [Series]
  ) {
    self.isLogarithmic = isLogarithmic
    (self.title, self.x, self.y, self.range) = (title, x, y, range)
    (self.caption, self.series) = (caption, series)
  }

  public var words: String {
    "Curves of \(y) by \(x): \(series.map(\.name).joined(separator: ", "))"
  }

  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    try LineChartLayout.bytes(as: format, recipe: recipe) { LineChartLayout(self, on: $0) }
  }

  /// `{"x": name, "y": name, "series": [{"name":, "points": [[x, y] or [x, y, low, high], ...]}, ...]}`.
  public var json: JSONValue {
    .object([
      .init("x", .string(x)), .init("y", .string(y)),
      .init(
        "series",
        .array(
          series.map { series in
            .object([
              .init("name", .string(series.name)), .init("reference", .bool(series.isReference)),
              .init("points", .array(series.points.map(Self.json))),
            ])
          })),
    ])
  }

  private static func json(_ point: Point) -> JSONValue {
    let interval = point.interval.map { [$0.lowerBound, $0.upperBound] } ?? []
    return .array(([point.x, point.y] + interval).map(JSONValue.number))
  }
}
