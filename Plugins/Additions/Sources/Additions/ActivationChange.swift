import Experiments

/// How far the plan moves the activations of a site, as a part of them: `--metric 'activation-change(at: SITE)'`.
public struct ActivationChange: Metric {
  public static let name = "activation-change"
  public static let summary = "norm of the change of a site's activations, as a part of their norm"

  @Parameter("the site") public var at: SitePattern = "embedder.relufc_out"

  public init() {}

  public var captures: [SitePattern] { [at] }
  public var possibleRange: ClosedRange<Double> { 0...Double.infinity }

  public func value(of comparison: FieldComparison) throws -> Double? {
    let sites = try comparison.activations(at: at)
    let change = sites.reduce(0) { $0 + ($1.patched - $1.original).norm }
    let whole = sites.reduce(0) { $0 + $1.original.norm }
    return whole > 0 ? change / whole : nil
  }
}
