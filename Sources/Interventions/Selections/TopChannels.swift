import HookKit

/// The channels in which a statistic of activations is largest, whole: `[top(8)]`.
///
/// The activations are those of a file or of observations (`of: levels 0..<50`; a difference of two is of their means), or,
/// unless something is named, those of the run's own observations without any edit. A statistic is taken over rows and cells
/// of each channel in double precision; of equal channels the one with the smaller number comes first.
public struct TopChannels: SelectionKind {
  /// What channels are ranked by.
  public enum Statistic: String, ChoiceType, CaseIterable {
    /// The mean of |x|.
    case magnitude
    /// The mean of x.
    case mean
    /// The standard deviation of x.
    case deviation
    /// The largest x.
    case maximum
  }

  public static let name = "top"
  public static let summary = "the channels with the largest statistic of captured activations"
  public static let mainParameter: String? = "count"

  /// How many channels.
  @Parameter("how many channels") public var count: Int
  /// What they are ranked by.
  @Parameter("what channels are ranked by") public var by: Statistic = .magnitude
  /// Whose activations are looked at; nil for the run's own.
  @Parameter("file of activations, or observations; else the run's own") public var of: TensorSource?

  public init() {}

  /// The channels with the largest statistic.
  public init(_ count: Int, by statistic: Statistic = .magnitude, of activations: TensorSource? = nil) {
    self.count = count
    (by, of) = (statistic, activations)
  }

  public func elements(for context: PrepareContext, in grid: GridGeometry?) throws -> SelectedElements {
    let channels = context.site.shape[0]
    guard (1...channels).contains(count) else {
      throw SelectionError(
        Selection(self), context.site, "there are \(channels) channels", try: "take 1 to \(channels)")
    }
    let values = try activations(context)
    let places = context.site.shape.count / channels
    let ranks = (0..<channels).map { by.value(Self.elements(of: values, $0, places, channels)) }
    let best = (0..<channels).sorted { (ranks[$1], $0) < (ranks[$0], $1) }.prefix(count).sorted()
    return .some(best.flatMap { $0 * places..<($0 + 1) * places })
  }

  /// Rows `[M, ...]` of the site.
  private func activations(_ context: PrepareContext) throws -> Tensor {
    let shape = context.site.shape
    guard let of else {
      guard context.inputs.count > 0 else {
        throw SelectionError(
          Selection(self), context.site, "is about the run's own observations, and there are none",
          try: "name a maze, or observations: top(\(count), of: levels 0-49)")
      }
      if context.inputs.rows.contains(where: { $0.moment != nil }) {
        throw SelectionError(
          Selection(self), context.site,
          "is about the run's own observations, and a rollout has none before it is played",
          try: "name observations: top(\(count), of: levels 0-49)")
      }
      return try context.ownActivations()
    }
    let tensor = try of.tensor(for: context)
    let rows = tensor.shape == shape ? tensor.reshaped(shape.batched(1)) : tensor
    guard rows.shape.rank == shape.rank + 1, rows.shape.row == shape, rows.rows > 0 else {
      throw ActivationError(of, tensor.shape, at: context.site, try: "give rows [M] + \(shape)")
    }
    return rows
  }

  /// All elements of a channel.
  private static func elements(of rows: Tensor, _ channel: Int, _ places: Int, _ channels: Int) -> [Double] {
    (0..<rows.rows).flatMap { row -> [Double] in
      let start = (row * channels + channel) * places
      return rows.scalars[start..<start + places].map(Double.init)
    }
  }
}

extension TopChannels.Statistic {
  fileprivate func value(_ elements: [Double]) -> Double {
    let count = Double(elements.count)
    switch self {
    case .magnitude: return elements.reduce(0) { $0 + abs($1) } / count
    case .mean: return elements.reduce(0, +) / count
    case .maximum: return elements.max() ?? 0
    case .deviation:
      let mean = elements.reduce(0, +) / count
      return (elements.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    }
  }
}

extension Selection {
  /// The channels in which a statistic of activations is largest.
  public static func top(
    _ count: Int, by statistic: TopChannels.Statistic = .magnitude, of activations: TensorSource? = nil
  ) -> Selection {
    Selection(TopChannels(count, by: statistic, of: activations))
  }
}
