import GRDB
import HookKit
import Interventions

/// What all edits of a point did together at a site, or what one of their null twins did in their place.
struct NetChange: Sendable {
  /// The position of the point among the rows.
  let row: Int
  /// How the twin was made; nil for the edits themselves.
  let control: Control?
  let draw: Int
  let site: String
  /// The norm of the change as a part of that of the activation.
  let ratio: Double
}

extension SweepResults {
  /// How large the net change of every condition's edits is at each of their sites beside those of its null twins: means over
  /// levels and seeds. None in files that were written before HookKit kept them, and without null twins.
  public var sizes: [(condition: [Int], size: NullSize)] {
    let byRow = Dictionary(grouping: netChanges, by: \.row)
    return conditions.flatMap { condition, members in
      Self.sizes(members.flatMap { byRow[$0] ?? [] }).map { (condition, $0) }
    }
  }

  private static func sizes(_ changes: [NetChange]) -> [NullSize] {
    let edits = Dictionary(grouping: changes.filter { $0.control == nil }, by: \.site)
    return Control.ordered(changes.compactMap(\.control)).flatMap { control -> [NullSize] in
      let twins = Dictionary(grouping: changes.filter { $0.control == control }, by: \.site)
      return twins.keys.sorted().map { site in
        let draws = Dictionary(grouping: twins[site] ?? [], by: \.draw)
        return NullSize(
          site: site, side: "", control: control, plan: edits[site].map(mean),
          twins: draws.keys.sorted().map { mean(draws[$0] ?? []) })
      }
    }
  }

  private static func mean(_ changes: [NetChange]) -> Double {
    changes.reduce(0) { $0 + $1.ratio } / Double(max(1, changes.count))
  }

  /// - Parameter places: the positions of rows by their points.
  static func netChanges(_ database: Database, _ places: [Int: Int]) throws -> [NetChange] {
    guard try !Schema.columns(of: "net_changes", database).isEmpty else { return [] }
    var found: [NetChange] = []
    let sql = "SELECT point, control, draw, site, change_norm, activation_norm FROM net_changes"
    try DatabaseRow.forEach(database, sql: sql) { row in
      let (name, change, whole) = (
        try row.text("control"), try row.number("change_norm") ?? 0, try row.number("activation_norm") ?? 0
      )
      let control = name == Schema.edits ? nil : Control(named: name)
      guard let place = places[try row.integer("point")], whole > 0 else { return }
      found.append(
        NetChange(
          row: place, control: control, draw: try row.integer("draw"), site: try row.text("site"), ratio: change / whole
        ))
    }
    return found
  }
}
