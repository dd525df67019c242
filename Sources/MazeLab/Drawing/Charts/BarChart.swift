import HookKit

/// Numbers of named things: lying bars, one group a thing, with an interval at every bar.
public struct BarChart: Figure, Sendable, Hashable {
  /// A bar.
  public struct Bar: Sendable, Hashable {
    /// Its length, from 0.
    public var value: Double
    /// What is known of it: a confidence interval, say.
    public var interval: ClosedRange<Double>?

    /// A bar from 0 to `value`.
    public init(_ value: Double, _ interval: ClosedRange<Double>? = nil) {
      (self.value, self.interval) = (value, interval)
    }
  }

  /// The bars of one thing, one for each series.
  public struct Group: Sendable, Hashable {
    /// What stands on the left.
    public var name: String
    /// In the order of the series.
    public var bars: [Bar]

    /// A named group of bars.
    public init(_ name: String, _ bars: [Bar]) { (self.name, self.bars) = (name, bars) }
  }

  /// The line above.
  public var title: String
  /// What the numbers are, with their unit.
  public var label: String
  /// What the legend calls the bars of a group; empty for one bar to a group.
  public var series: [String]
  /// From top to bottom.
  public var groups: [Group]
  /// The range of the numbers; by default what the bars need, 0 included.
  public var range: ClosedRange<Double>?
  /// The lines below.
  public var caption: [String]

  /// A chart, 3.5 inches wide.
  public init(
    _ title: String, label: String, series: [String] = [], range: ClosedRange<Double>? = nil,
    caption: [String] = [], _ groups: [Group]
  ) {
    (self.title, self.label, self.series, self.range) = (title, label, series, range)
    (self.caption, self.groups) = (caption, groups)
  }

  public var words: String {
    "Bars of \(label): \(groups.map(\.name).joined(separator: ", "))"
  }

  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    try BarChartLayout.bytes(as: format, recipe: recipe) { BarChartLayout(self, on: $0) }
  }

  /// `{"label":, "series": [...], "groups": [{"name":, "bars": [[value] or [value, low, high], ...]}, ...]}`.
  public var json: JSONValue {
    .object([
      .init("label", .string(label)), .init("series", .array(series.map(JSONValue.string))),
      .init(
        "groups",
        .array(
          groups.map { group in
            .object([
              .init("name", .string(group.name)),
              .init(
                "bars",
                .array(
                  group.bars.map { bar in
                    let interval = bar.interval.map { [$0.lowerBound, $0.upperBound] } ?? []
                    return .array(([bar.value] + interval).map(JSONValue.number))
                  })),
            ])
          })),
    ])
  }
}
