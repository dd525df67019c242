import Foundation
import HookKit
import MazeEnv

/// What a sweep would take, worked out before it is run: from the network, the plans and the mazes, and a short trial.
///
/// Each unit of the smallest and of the largest maze is forecast from a few of its plans, since every further plan costs the
/// same there; other mazes lie between them by their number of squares. Of very many mazes or units some stand for the others. The trial runs a few plans of some units to see how
/// fast this machine is, everything around the network included.
public struct SweepForecast: Sendable {
  /// The number of points of the shard.
  public let points: Int
  /// The number of fields that would be computed: points, null twins, and an original for each unit.
  public let fields: Int
  /// The number of units; those that are finished already count as well.
  public let units: Int
  /// In forward passes of one observation.
  public let forwardEquivalents: Double
  /// The forward passes of computing every field by itself, once for each square.
  public let naiveForwardEquivalents: Double
  /// The time of a processor, all workers together.
  public let processorSeconds: Double
  /// How long it would take, with other programs taking their part of the machine as they did during the trial.
  public let seconds: Double
  private let runner: SweepRunner

  /// The number of mazes, with what is changed in them.
  public var mazes: Int { runner.layout.sweep.sceneCount }
  /// The number of plans on each maze.
  public var plans: Int { runner.layout.sweep.planCount }
  /// How often what comes before the first edited site is computed.
  public var sharedPrefixes: Int { mazes * Set(runner.layout.firstSites).count }
  /// How many units are computed at the same time.
  public var workers: Int { runner.workers }
  /// What varies, and over which values.
  public var axes: [(name: String, values: [String])] {
    runner.layout.sweep.axes.filter { $0.values.count > 1 }.map { ($0.name, $0.values.map(\.text)) }
  }

  /// What a sweep will cost: it is laid out, and a few of its plans are tried.
  ///
  /// - Throws: what is wrong with plans.
  /// - Complexity: for each unit of two mazes, the forecast of a dozen plans; a few seconds for the trial.
  public init(_ runner: SweepRunner) throws {
    self.runner = runner
    let (layout, sweep) = (runner.layout, runner.layout.sweep)
    let squares = try EvenSample(of: sweep.sceneCount, most: 2000) {
      try sweep.state(of: sweep.scene(at: $0)).maze.legalSquares.count
    }
    let bySize = squares.places.indices.sorted { (squares.values[$0], $0) < (squares.values[$1], $1) }
    let (least, most) = (bySize[0], bySize[bySize.count - 1])
    let small = try UnitSamples(runner, scene: squares.places[least], squares: squares.values[least])
    let large = try UnitSamples(runner, scene: squares.places[most], squares: squares.values[most])
    var (equivalents, naive, cost, fields, points) = (0.0, 0.0, 0.0, 0, 0)
    for unit in runner.units {
      let (chunk, rows) = (unit % layout.unitsOfScene, squares[unit / layout.unitsOfScene])
      equivalents += small.value(\.forwardEquivalents, of: chunk, rows: rows, and: large)
      cost += small.value(\.cost, of: chunk, rows: rows, and: large)
      fields += small.fields[chunk]
      naive += Double(small.naiveFields[chunk]) * Double(rows)
      points += layout.points(of: unit)
    }
    (self.points, self.fields, units) = (points, fields, runner.units.count)
    (forwardEquivalents, naiveForwardEquivalents) = (equivalents, naive)
    let trial = try small.trial(layout) + large.trial(layout)
    processorSeconds = trial.cost > 0 ? cost * trial.processor / trial.cost : 0
    let workers = Double(max(1, min(runner.workers, units)))
    seconds = trial.cost > 0 ? cost * trial.clock / trial.cost / workers : 0
  }

  /// For people.
  public var text: String {
    var table = Table()
    table.add(
      "points",
      "\(runner.layout.sweep.pointCount.grouped): \(mazes.grouped) mazes with \(plans.grouped) plans each")
    for axis in axes { table.add("  \(axis.name)", "\(axis.values.count.grouped): \(Self.short(axis.values))") }
    let sites = "\((sharedPrefixes / max(1, mazes)).counted("first edited site")) in each maze"
    table.add("shared prefixes", "\(sharedPrefixes.grouped): \(sites)")
    if runner.shard != .whole { table.add("shard", "\(runner.shard): \(points.grouped) points") }
    table.add("units", "\(units.grouped), each written when it is finished")
    table.add("fields", "\(fields.grouped), null twins and originals included")
    let part = naiveForwardEquivalents > 0 ? 100 * forwardEquivalents / naiveForwardEquivalents : 0
    let (spent, naive) = (Int(bounded: forwardEquivalents).grouped, Int(bounded: naiveForwardEquivalents).grouped)
    table.add(
      "forward passes", "\(spent) of \(naive) that it would take one by one (\((part * 10).rounded() / 10) %)"
    )
    table.add("processor time", TimeText.about(processorSeconds))
    table.add(
      "time",
      "\(TimeText.about(seconds)) with \(runner.workers.counted("worker")), on this machine as busy as it is now"
    )
    return table.text
  }

  private static func short(_ texts: [String]) -> String {
    texts.count <= 6
      ? texts.joined(separator: ", ")
      : "\(texts.prefix(3).joined(separator: ", ")), ..., \(texts.last ?? "")"
  }
}

/// What is known of some of many things, evenly spaced: of the others it is taken to be that of the nearest before them.
private struct EvenSample<Value> {
  let places: [Int]
  let values: [Value]
  private let count: Int

  init(of count: Int, most: Int, _ value: (Int) throws -> Value) rethrows {
    let known = min(count, most)
    places = (0..<known).map { $0 * count / known }
    (values, self.count) = (try places.map(value), count)
  }

  /// The position of the sample that stands for a thing.
  func place(of thing: Int) -> Int { ((thing + 1) * places.count - 1) / count }

  subscript(thing: Int) -> Value { values[place(of: thing)] }
}

/// The forecasts of one maze's units; of some of them, where there are many.
private struct UnitSamples {
  private let samples: EvenSample<UnitSample>
  /// The number of fields of each unit, and with twins that are the original.
  let fields, naiveFields: [Int]
  private let scene: UnitSample.SceneInputs
  private let squares: Int

  /// More units than this are not forecast one by one.
  private static let largest = 64

  init(_ runner: SweepRunner, scene: Int, squares: Int) throws {
    let layout = runner.layout
    let scene = try UnitSample.scene(layout, runner.setting, scene: scene)
    samples = try EvenSample(of: layout.unitsOfScene, most: Self.largest) {
      try UnitSample(layout, scene, chunk: $0)
    }
    let plans = (0..<layout.unitsOfScene).map { layout.unit($0).plans }
    fields = plans.map { $0.reduce(1) { $0 + 1 + layout.twinCounts[$1] } }
    naiveFields = plans.map { $0.reduce(1) { $0 + 1 + layout.twinsAsked(at: $1) } }
    (self.scene, self.squares) = (scene, squares)
  }

  /// What a unit of a maze with so many squares costs, on the line through two mazes.
  func value(
    _ part: KeyPath<UnitSample, Double>, of chunk: Int, rows: Int, and other: UnitSamples
  ) -> Double {
    let (here, there) = (value(part, of: chunk), other.value(part, of: chunk))
    guard other.squares > squares else { return here }
    return here + (there - here) * Double(rows - squares) / Double(other.squares - squares)
  }

  /// What a unit costs; of one that stands for others, as a part of its fields.
  private func value(_ part: KeyPath<UnitSample, Double>, of chunk: Int) -> Double {
    let place = samples.place(of: chunk)
    let known = samples.values[place][keyPath: part]
    return samples.places[place] == chunk
      ? known : known * Double(fields[chunk]) / Double(max(1, fields[samples.places[place]]))
  }

  /// Runs some plans of the first, the middle and the last unit.
  func trial(_ layout: SweepLayout) throws -> TrialTime {
    let count = samples.values.count
    return try Set([0, count / 2, count - 1]).sorted().reduce(TrialTime()) { sum, place in
      sum + (try samples.values[place].trial(layout, scene))
    }
  }
}
