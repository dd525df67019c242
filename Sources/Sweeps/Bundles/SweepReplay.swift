import HookKit
import ImpalaModel
import MazeEnv

/// Computes some units of a finished sweep again, and compares.
public struct SweepReplay: Sendable {
  /// How a replay went.
  public struct Outcome: Sendable, Hashable {
    /// The number of points that were computed again.
    public var points = 0
    /// The number of values that were compared, null twins included.
    public var values = 0
    /// The number of values that are the same to the last bit.
    public var identical = 0
    /// The largest difference of two values.
    public var largest = 0.0
    /// The point and metric where it is.
    public var place = ""
  }

  /// The plugins that are not those that the sweep was made with.
  public let plugins: PluginChanges
  private let reader: SweepReader
  private let layout: SweepLayout
  private let setting: SweepSetting

  /// A replay of a sweep's results.
  ///
  /// - Throws: ``BundleError`` for sweeps that were written in Swift, other models and changed files.
  public init(_ reader: SweepReader, policies: [Policy], registry: Registry) throws {
    self.reader = reader
    let text = try reader.recipe("sweep")
    guard !text.isEmpty else { throw BundleError.madeInSwift }
    let wanted = (name: try reader.recipe("model_name"), sha256: try reader.recipe("model_sha256"))
    let given = (
      name: policies.map(\.name).joined(separator: ", "), sha256: policies.map(\.sha256).joined(separator: ", ")
    )
    guard let policy = policies.first, given.sha256 == wanted.sha256 else {
      throw BundleError.otherModel(
        wanted: "\(wanted.name), SHA-256 \(wanted.sha256)", given: "\(given.name), \(given.sha256)")
    }
    let others = Array(policies.dropFirst())
    guard let theme = Theme(rawValue: try reader.recipe("theme")) else {
      throw BundleError.unreadable("its theme is unknown")
    }
    let sweep = try Sweep(SweepDescription(text: text), registry: registry, graph: policy.graph, models: policies)
    setting = SweepSetting(
      policy: policy, others: others, renderer: try MazeRenderer(theme: theme), mode: sweep.mode, registry: registry)
    layout = try SweepLayout(
      sweep, graph: policy.graph, others: others.map(\.graph),
      unitPlans: Int(try reader.recipe("unit_plans")) ?? SweepLayout.defaultUnitPlans)
    let contents = try SweepContents(layout, setting, program: "", command: "")
    plugins = PluginChanges(
      from: PluginChanges.identities(try reader.recipe(SweepContents.pluginsKey)),
      to: PluginChanges.identities(contents.recipe.first { $0.key == SweepContents.pluginsKey }?.value ?? ""))
    for key in ["files", "axes", "plans_sha256", "metrics"] {
      let (here, there) = (contents.recipe.first { $0.key == key }?.value ?? "", try reader.recipe(key))
      if here != there { throw StoreError.otherSweep(path: reader.path, key: key, here: here, there: there) }
    }
  }

  /// Computes units again, evenly spaced over those that are finished.
  ///
  /// - Parameters:
  ///   - count: the number of units; nil for all.
  ///   - progress: called before each unit, with the number of those done and of those to do.
  public func run(units count: Int? = nil, progress: (Int, Int) -> Void = { _, _ in }) throws -> Outcome {
    let finished = try reader.read { database in
      try DatabaseRow.fetchAll(database, sql: "SELECT id FROM units ORDER BY id").map {
        try $0.integer("id", in: 0..<layout.unitCount)
      }
    }
    guard !finished.isEmpty else { throw StoreError.noResults(path: reader.path) }
    let chosen = min(count ?? finished.count, finished.count)
    var outcome = Outcome()
    for place in 0..<chosen {
      progress(place, chosen)
      let unit = finished[place * finished.count / chosen]
      let result = try UnitComputation(layout: layout, setting: setting).result(of: unit)
      for point in result.points { try compare(point, &outcome) }
    }
    return outcome
  }

  private func compare(_ result: PointResult, _ outcome: inout Outcome) throws {
    let id = result.point.number
    let (metrics, known) = try reader.read { database in
      (
        try DatabaseRow.fetchAll(
          database, sql: "SELECT value FROM metrics WHERE point = ? ORDER BY metric", arguments: [id]
        ).map { try $0.number("value") },
        try Dictionary(
          DatabaseRow.fetchAll(
            database, sql: "SELECT control, draw, metric, value FROM nulls WHERE point = ?", arguments: [id]
          ).map { (try NullKey($0), try $0.number("value")) }
        ) { $1 }
      )
    }
    outcome.points += 1
    guard metrics.count == result.metrics.count else {
      throw StoreError.damaged(path: reader.path, detail: "point \(id) has not all metrics")
    }
    for (position, value) in result.metrics.enumerated() {
      Self.count(
        value, metrics[position], at: "point \(id), \(layout.sweep.metrics[position].text)", &outcome)
    }
    for twin in result.nulls {
      for (position, value) in twin.metrics.enumerated() {
        let key = NullKey(control: twin.control.name, draw: twin.draw, metric: position)
        Self.count(
          value, known[key] ?? nil, at: "point \(id), \(twin.control.name) draw \(twin.draw)", &outcome)
      }
    }
  }

  private struct NullKey: Hashable {
    let control: String
    let draw: Int
    let metric: Int

    init(control: String, draw: Int, metric: Int) { (self.control, self.draw, self.metric) = (control, draw, metric) }

    init(_ row: DatabaseRow) throws {
      self.init(
        control: try row.text("control"), draw: try row.integer("draw"), metric: try row.integer("metric"))
    }
  }

  private static func count(_ now: Double?, _ then: Double?, at place: String, _ outcome: inout Outcome) {
    outcome.values += 1
    if now == then {
      outcome.identical += 1
      return
    }
    let difference = now.flatMap { now in then.map { abs(now - $0) } } ?? .infinity
    if difference > outcome.largest { (outcome.largest, outcome.place) = (difference, place) }
  }
}
