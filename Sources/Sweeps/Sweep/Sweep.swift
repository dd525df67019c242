import HookKit
import MazeEnv
import MazeLab

/// Many comparisons as one value: axes over levels, changes of mazes, seeds, sites, selections, parameters and whole plans;
/// what is measured at each point; and the controls that every effect is held against.
///
/// ```swift
/// let sweep = try Sweep(metrics: [MeanTotalVariation(), DecisionSquare()], controls: Controls(.random, draws: 20)) {
///   try Axis.levels(0..<50)
///   try Axis.sites("embedder.block*.resadd_out", in: policy.graph)
///   try Axis.numbers("scale", from: -2, through: 2, by: 0.5)
/// } plan: { point in
///   Plan { Edit(try point.site, .add(vector: "cheese.npz", scale: Float(try point.number("scale")))) }
/// }
/// ```
///
/// The same sweep is written as calls with braces, on the command line and in a file; see ``SweepDescription``.
public struct Sweep: Sendable {
  /// The axes that say what is run (models, levels, changes, facings, seeds), then the others in their order.
  public let axes: [Axis]
  /// The mazes before they are changed.
  public let mazes: MazeSet
  /// The distribution mode of the mazes.
  public var mode: MazeMode { mazes.mode }
  /// What is measured at every point.
  public let metrics: [any Metric]
  /// What every point is held against.
  public let controls: Controls
  /// How it was written, for the recipe; nil for a sweep whose plans are made by Swift code.
  public let description: SweepDescription?
  private let makePlan: @Sendable (AxisValues) throws -> Plan

  /// A sweep whose plans are made by Swift code.
  ///
  /// - Parameters:
  ///   - mode: the distribution mode of the levels.
  ///   - metrics: what is measured at every point.
  ///   - controls: the null twins of every plan; none unless given.
  ///   - axes: at least one of levels; no two of one name.
  ///   - plan: the edits of a point; it must give the same plan for the same point, always.
  /// - Throws: ``SweepError``.
  public init(
    mode: MazeMode = .hard, metrics: [any Metric], controls: Controls = .none,
    @AxisBuilder axes: () throws -> [Axis], plan: @escaping @Sendable (AxisValues) throws -> Plan
  ) throws {
    let axes = try axes()
    let levels = axes.first { $0.name == Axis.levelName }?.values.compactMap { value in
      if case .level(let level) = value { level } else { nil as Int? }
    }
    try self.init(.levels(LevelList(numbers: levels ?? []), mode: mode), metrics, controls, axes, nil, plan)
  }

  /// A sweep over a set of mazes whose plans are made by Swift code.
  ///
  /// - Parameters:
  ///   - mazes: the mazes: the first axis.
  ///   - metrics: what is measured at every point.
  ///   - controls: the null twins of every plan; none unless given.
  ///   - axes: the other axes, no two of one name.
  ///   - plan: the edits of a point; it must give the same plan for the same point, always.
  /// - Throws: ``SweepError``.
  public init(
    on mazes: MazeSet, metrics: [any Metric], controls: Controls = .none,
    @AxisBuilder axes: () throws -> [Axis], plan: @escaping @Sendable (AxisValues) throws -> Plan
  ) throws {
    try self.init(mazes, metrics, controls, [Axis.mazes(mazes)] + axes(), nil, plan)
  }

  init(
    _ mazes: MazeSet, _ metrics: [any Metric], _ controls: Controls, _ axes: [Axis],
    _ description: SweepDescription?,
    _ plan: @escaping @Sendable (AxisValues) throws -> Plan
  ) throws {
    guard axes.contains(where: { $0.name == Axis.levelName }) else { throw SweepError.noLevels }
    guard !metrics.isEmpty else { throw SweepError.noMetrics }
    try SweepNames.check(axes, metrics)
    let count = axes.reduce(1.0) { $0 * Double($1.values.count) }
    guard count <= Self.mostPoints else { throw SweepError.tooManyPoints(count) }
    self.axes =
      Axis.sceneNames.compactMap { name in axes.first { $0.name == name } }
      + axes.filter { !Axis.sceneNames.contains($0.name) }
    (self.mazes, self.metrics, self.controls, self.description) = (mazes, metrics, controls, description)
    makePlan = plan
  }

  /// Years of computing, and gigabytes of results.
  private static let mostPoints = 1e7

  /// The axes that say which policy and maze are run.
  var sceneAxes: [Axis] { axes.filter { Axis.sceneNames.contains($0.name) } }
  /// The axes that say under which plan.
  var planAxes: [Axis] { axes.filter { !Axis.sceneNames.contains($0.name) } }

  /// The number of mazes with their seeds, for every policy.
  public var sceneCount: Int { sceneAxes.reduce(1) { $0 * $1.values.count } }
  /// The number of plans for each of them.
  public var planCount: Int { planAxes.reduce(1) { $0 * $1.values.count } }
  /// The number of points.
  public var pointCount: Int { sceneCount * planCount }

  /// The edits of a point.
  ///
  /// - Throws: what is wrong with them, with the point named.
  func plan(at point: AxisValues) throws -> Plan {
    do {
      return try makePlan(point)
    } catch let error as any ExplainedError {
      throw error.found("at \(point)")
    }
  }
}
