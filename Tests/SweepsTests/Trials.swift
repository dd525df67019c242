import Foundation
import GRDB
import HookKit
import ImpalaModel
import Interventions
import MazeEnv
import MazeLab

@testable import Sweeps

/// Small sweeps on the bundled policy, drawn plainly.
enum Trials {
  private static let loaded = Result { try Policy.bundled() }
  static func policy() throws -> Policy { try loaded.get() }

  static func registry() throws -> Registry {
    var registry = try Registry.builtIn
    registry.addBuiltInMetrics()
    return registry
  }

  static func setting(_ mode: MazeMode = .easy) throws -> SweepSetting {
    SweepSetting(policy: try policy(), renderer: try MazeRenderer(theme: .plain), mode: mode)
  }

  /// Three levels, two sites, two strengths, three null twins.
  static let description = SweepDescription(
    levels: "0..<3", mode: .easy,
    patches: [
      "add(vector: level 1 minus level 1 without cheese, scale: {0, 2})@{embedder.block2.*.resadd_out}"
    ],
    metrics: ["mean-total-variation", "decision-square"], nulls: 3)

  /// A runner whose units have two plans or so each.
  static func runner(
    _ description: SweepDescription = description, shard: Shard = .whole, workers: Int? = nil,
    unitPlans: Int = 5
  ) throws -> SweepRunner {
    let sweep = try Sweep(description, registry: registry(), graph: policy().graph)
    return SweepRunner(
      try SweepLayout(sweep, graph: policy().graph, unitPlans: unitPlans), try setting(description.mode),
      shard: shard,
      workers: workers)
  }

  /// Runs a sweep to its end.
  @discardableResult
  static func run(_ runner: SweepRunner, to path: String) throws -> SweepProgress {
    let store = try runner.store(at: path, program: "test", command: "test")
    let progress = try runner.run(into: store)
    try store.close()
    return progress
  }

  /// A folder for a test, removed afterwards.
  static func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sweeps-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// Every row of every table but the log of runs, as text.
  static func rows(_ path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { database in
      try [
        "recipe", "axes", "axis_values", "metric_names", "points", "coordinates", "metrics", "nulls",
        "receipts", "net_changes", "units",
      ]
      .flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
      }
    }
  }
}
