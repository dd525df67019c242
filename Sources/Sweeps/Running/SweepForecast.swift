import Foundation
import HookKit
import MazeEnv

/// What a sweep would take, worked out before it is run: from the network, the plans and the mazes, and a short trial.
///
/// Each unit of the first maze is forecast from a few of its plans, since every further plan costs the same there; other
/// mazes by their number of squares. The trial runs a few plans of some units to see how fast this machine is, everything
/// around the network included.
public struct SweepForecast: Sendable {
  /// The number of points of the shard.
  public let points: Int
  /// The number of fields that would be computed: points, null twins, and an original for each unit.
  public let fields: Int
  /// Units that are finished already count as well.
  public let units: Int
  /// In forward passes of one observation.
  public let forwardEquivalents: Double
  /// The forward passes of computing every field by itself, once for each square.
  public let naiveForwardEquivalents: Double
  /// How long it would take.
  public let seconds: Double
  private let runner: SweepRunner

  /// - Throws: what is wrong with plans.
  /// - Complexity: for each unit of a maze, the forecast of a dozen plans; a few seconds for the trial.
  public init(_ runner: SweepRunner) throws {
    self.runner = runner
    let (layout, sweep) = (runner.layout, runner.layout.sweep)
    let first = try UnitSample.scene(layout, runner.setting, scene: 0)
    let squares = try (0..<sweep.sceneCount).map {
      try sweep.scene(at: $0).state(mode: sweep.mode).maze.legalSquares.count
    }
    let samples = try (0..<layout.unitsOfScene).map { try UnitSample(layout, first, chunk: $0) }
    let trialled = Set([0, samples.count / 2, samples.count - 1])
    var (measured, expected) = (0.0, 0.0)
    for chunk in trialled.sorted() {
      measured += try samples[chunk].trial(layout, first)
      expected += samples[chunk].costOfTrial
    }
    let pace = expected > 0 ? measured / expected : 0
    var (equivalents, naive, cost, fields, points) = (0.0, 0.0, 0.0, 0, 0)
    for unit in runner.units {
      let (sample, rows) = (samples[unit % layout.unitsOfScene], Double(squares[unit / layout.unitsOfScene]))
      let share = rows / Double(max(1, first.inputs.count))
      equivalents += sample.forwardEquivalents * share
      cost += sample.cost * share
      fields += sample.fields
      naive += Double(sample.naiveFields) * rows
      points += layout.points(of: unit)
    }
    self.points = points
    (self.fields, units) = (fields, runner.units.count)
    (forwardEquivalents, naiveForwardEquivalents) = (equivalents, naive)
    seconds = cost * pace / Double(max(1, min(runner.workers, units)))
  }

  /// For people.
  public var text: String {
    let (layout, sweep) = (runner.layout, runner.layout.sweep)
    var table = Table()
    table.add(
      "points",
      "\(sweep.pointCount.grouped): \(sweep.sceneCount.grouped) mazes with \(sweep.planCount.grouped) plans each"
    )
    for axis in sweep.axes where axis.values.count > 1 {
      table.add("  \(axis.name)", "\(axis.values.count.grouped): \(Self.short(axis.values.map(\.text)))")
    }
    let prefixes = Set(layout.firstSites).count
    table.add(
      "shared prefixes",
      "\((sweep.sceneCount * prefixes).grouped): \(prefixes.grouped) first edited site\(prefixes == 1 ? "" : "s") in each maze"
    )
    if runner.shard != .whole { table.add("shard", "\(runner.shard): \(points.grouped) points") }
    table.add("units", "\(units.grouped), each written when it is finished")
    table.add("fields", "\(fields.grouped), null twins and originals included")
    let part = naiveForwardEquivalents > 0 ? 100 * forwardEquivalents / naiveForwardEquivalents : 0
    table.add(
      "forward passes",
      "\(Int(forwardEquivalents).grouped) of \(Int(naiveForwardEquivalents).grouped) that it would take one by one (\((part * 10).rounded() / 10) %)"
    )
    table.add(
      "time", "about \(TimeText.text(seconds)) with \(runner.workers) worker\(runner.workers == 1 ? "" : "s")"
    )
    return table.text
  }

  private static func short(_ texts: [String]) -> String {
    texts.count <= 6
      ? texts.joined(separator: ", ") : "\(texts.prefix(3).joined(separator: ", ")), ..., \(texts.last ?? "")"
  }
}
