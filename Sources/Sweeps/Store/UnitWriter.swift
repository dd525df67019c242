import GRDB
import HookKit

/// Writes the rows of a finished unit.
struct UnitWriter {
  private let point, coordinate, metric, null, receipt, change, unit: Statement

  init(_ database: Database) throws {
    func insert(_ table: String, _ count: Int) throws -> Statement {
      let places = Array(repeating: "?", count: count).joined(separator: ", ")
      return try database.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(places))")
    }
    point = try insert("points", 10)
    coordinate = try insert("coordinates", 3)
    metric = try insert("metrics", 3)
    null = try insert("nulls", 5)
    receipt = try insert("receipts", 10)
    change = try insert("net_changes", 6)
    unit = try insert("units", 6)
  }

  func write(_ result: UnitResult, axes: [Axis]) throws {
    for point in result.points { try write(point, of: result, axes) }
    try unit.execute(arguments: [
      result.unit, result.points.count, result.plans, result.squares, result.naivePlans * result.squares,
      result.multiplyAdds,
    ])
  }

  private func write(_ result: PointResult, of unit: UnitResult, _ axes: [Axis]) throws {
    let (id, scene) = (result.point.number, result.point.scene)
    try point.execute(arguments: [
      id, result.identity, unit.unit, scene.level, unit.mode, scene.maze.description, unit.mazeSHA256,
      Schema.stored(scene.seed), unit.squares, result.planText,
    ])
    for (position, axis) in axes.enumerated() {
      let value = result.point.coordinates[axis.name].flatMap(axis.values.firstIndex)
      try coordinate.execute(arguments: [id, position, value])
    }
    for (position, value) in result.metrics.enumerated() {
      try metric.execute(arguments: [id, position, value])
    }
    for twin in result.nulls {
      for (position, value) in twin.metrics.enumerated() {
        try null.execute(arguments: [id, twin.control.name, twin.draw, position, value])
      }
    }
    for (position, done) in result.receipts.enumerated() {
      try receipt.execute(arguments: [
        id, position, done.edit, done.call, done.site, done.rows, done.selected, done.changed,
        done.changeNorm,
        done.activationNorm,
      ])
    }
    try write(result.changes, at: id, of: Schema.edits, draw: 0)
    for twin in result.nulls { try write(twin.changes, at: id, of: twin.control.name, draw: twin.draw) }
  }

  private func write(_ changes: [SiteChange], at point: Int, of control: String, draw: Int) throws {
    for done in changes {
      try change.execute(arguments: [point, control, draw, done.site, done.changeNorm, done.activationNorm])
    }
  }
}
