import HookKit

/// Every single number of some groups, and each group's mean with its interval: levels by conditions, say.
public struct StripChart: Figure, Sendable, Hashable {
  /// The numbers of one thing.
  public struct Strip: Sendable, Hashable {
    /// What stands on the left.
    public var name: String
    /// One dot each.
    public var values: [Double]
    /// Their mean, or another estimate.
    public var mean: Double?
    /// What is known of it.
    public var interval: ClosedRange<Double>?
    /// Where controls lie, as a grey band; nil without any.
    public var band: ClosedRange<Double>?

    /// A strip of dots.
    public init(
      _ name: String, _ values: [Double], mean: Double? = nil, interval: ClosedRange<Double>? = nil,
      band: ClosedRange<Double>? = nil
    ) {
      (self.name, self.values, self.mean) = (name, values, mean)
      (self.interval, self.band) = (interval, band)
    }
  }

  /// The line above.
  public var title: String
  /// What the numbers are, with their unit.
  public var label: String
  /// What a dot is: "level".
  public var unit: String
  /// What the grey bands are; nil without any.
  public var band: String?
  /// From top to bottom.
  public var strips: [Strip]
  /// The lines below.
  public var caption: [String]

  /// A chart, 3.5 inches wide.
  public init(
    _ title: String, label: String, unit: String = "level", band: String? = nil, caption: [String] = [],
    _ strips: [Strip]
  ) {
    (self.title, self.label, self.unit, self.band) = (title, label, unit, band)
    (self.caption, self.strips) = (caption, strips)
  }

  public var words: String {
    "\(label), a line for each condition with its \(unit)s as dots: \(strips.map(\.name).joined(separator: ", "))"
  }

  public func bytes(as format: PictureFormat, recipe: String) throws -> [UInt8] {
    try StripChartLayout.bytes(as: format, recipe: recipe) { StripChartLayout(self, on: $0) }
  }

  /// `{"label":, "strips": [{"name":, "values": [...], "mean":, "interval": [low, high], "band": [low, high]}, ...]}`.
  public var json: JSONValue {
    func range(_ range: ClosedRange<Double>?) -> JSONValue {
      range.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
    }
    return .object([
      .init("label", .string(label)),
      .init(
        "strips",
        .array(
          strips.map { strip in
            .object([
              .init("name", .string(strip.name)), .init("values", .array(strip.values.map(JSONValue.number))),
              .init("mean", strip.mean.map(JSONValue.number) ?? .null),
              .init("interval", range(strip.interval)),
              .init("band", range(strip.band)),
            ])
          })),
    ])
  }
}
