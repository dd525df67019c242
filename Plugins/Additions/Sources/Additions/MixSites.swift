import Experiments

/// Adds other sites, each times its weight: `mix(of: [embedder.block2.maxpool_out: 0.5, input: -1])@SITE`.
public struct MixSites: Intervention {
  public static let kind = "mix"
  public static let summary = "x + the sum of weight * site"

  @Parameter("weights by site") public var of: [String: Float]

  public init() {}
  public init(of weights: [String: Float]) { of = weights }

  public var locality: Locality { .row }
  public var algebra: Algebra { .adds }
  public var reads: [SitePattern] { ($of ?? [:]).keys.sorted().map { SitePattern($0) } }
  public var isIdentity: Bool { ($of ?? [:]).values.allSatisfy { $0 == 0 } }

  public mutating func prepare(_ context: PrepareContext) throws {
    for site in try reads.flatMap({ try $0.sites(in: context.graph) }) where site.shape != context.site.shape {
      throw ParameterError(
        self, "\(site.name) is \(site.shape), and the edited site \(context.site.shape)", try: "name sites of one shape"
      )
    }
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    if isIdentity { return value }
    return of.sorted { $0.key < $1.key }.reduce(value) { sum, weight in
      context.values(of: SitePattern(weight.key)).reduce(sum) { $0 + weight.value * $1.tensor }
    }
  }
}
