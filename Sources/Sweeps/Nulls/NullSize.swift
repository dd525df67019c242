import HookKit
import Interventions

/// How large the net change of a plan's edits is at a site, and how large those of its null twins are.
///
/// Sizes are norms of changes over all rows, as parts of the norm of the whole activation at the site.
public struct NullSize: Sendable, Hashable {
  /// The site's primary name.
  public let site: String
  /// Which of two mazes or policies it is in; empty where there is one.
  public let side: String
  /// How the twins were made.
  public let control: Control
  /// That of the plan; nil where none of its rows was computed.
  public let plan: Double?
  /// Those of the twins, in their order.
  public let twins: [Double]

  /// The mean of the twins' sizes.
  public var mean: Double { twins.reduce(0, +) / Double(max(twins.count, 1)) }
  /// The smallest and the largest of them.
  public var range: ClosedRange<Double> { (twins.min() ?? 0)...(twins.max() ?? 0) }

  /// The site, and in which of two mazes or policies.
  public var place: String { side.isEmpty ? site : "\(site), \(side)" }

  /// The sizes at every site, by control.
  public static func sizes(
    of plan: [SiteChange], among twins: [(control: Control, changes: [SiteChange])], side: String = ""
  ) -> [NullSize] {
    Control.ordered(twins.map(\.control)).flatMap { control -> [NullSize] in
      let changes = twins.filter { $0.control == control }.map(\.changes)
      return (changes.first ?? []).map(\.site).map { site in
        func size(_ changes: [SiteChange]) -> Double? { changes.first { $0.site == site }?.ratio }
        return NullSize(site: site, side: side, control: control, plan: size(plan), twins: changes.compactMap(size))
      }
    }
  }
}
