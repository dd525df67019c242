import LimitedPrograms
import Testing

/// What a file of results holds, as the program prints it.
enum SweepRows {
  private static let tables = [
    "recipe": "key", "axes": "position", "axis_values": "axis, position", "metric_names": "position",
    "points": "id",
    "coordinates": "point, axis", "metrics": "point, metric", "nulls": "point, control, draw, metric",
    "receipts": "point, position", "units": "id",
  ]

  /// Every row of every table but the log of runs; the command differs by where it writes.
  static func all(_ file: String, _ hookctl: Hookctl) throws -> [String: String] {
    try Dictionary(
      uniqueKeysWithValues: tables.map { table, order in
        let filter = table == "recipe" ? "WHERE key != 'command'" : ""
        let outcome = try hookctl(
          "results", "query", file, "SELECT * FROM \(table) \(filter) ORDER BY \(order)", "--csv")
        #expect(outcome.code == 0, "\(outcome.errors)")
        return (table, outcome.output)
      })
  }
}
