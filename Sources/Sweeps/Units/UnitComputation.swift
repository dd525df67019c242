import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// Computes the fields of a unit's points and their null twins in one go, and measures them.
struct UnitComputation: Sendable {
  let layout: SweepLayout
  let setting: SweepSetting

  private var sweep: Sweep { layout.sweep }

  /// A point with the positions of its plans among all plans of the unit.
  private struct PlannedPoint {
    let point: SweepPoint
    let plan: Int
    let twins: [(twin: NullTwin, plan: Int)]
  }

  /// - Throws: what is wrong at a point, the point named where it is known.
  func result(of id: Int) throws -> UnitResult {
    let unit = layout.unit(id)
    let scene = sweep.scene(at: unit.scene)
    let state = try sweep.state(of: scene)
    var plans = [Plan()]
    let policy = setting.policy(of: scene)
    let planned = try unit.plans.map { try plan(sweep.point(at: unit.scene * sweep.planCount + $0), policy, &plans) }
    let tally = EngineCounters()
    // One thread: units are what is divided over the cores, and the sums must not depend on how many there are.
    let options = RunOptions(
      seed: scene.seed, observations: setting.observations, activations: setting.activations(of: scene),
      wantsChanges: !layout.controls.isEmpty, engine: EngineOptions(threads: 1), tally: tally)
    let fields = try at(scene) {
      try VectorField.compute(
        state, policy: policy, under: plans, renderer: setting.renderer, facing: scene.facing,
        capturing: sweep.metrics.captures, options: options)
    }
    let maze = SHA256.hexDigest(of: state.bytes)
    let points = try planned.map { try measured($0, fields, maze) }
    return UnitResult(
      unit: id, mode: sweep.mode.rawValue, mazeSHA256: maze, squares: fields[0].field.squares.count,
      points: points,
      plans: plans.count, naivePlans: 1 + planned.reduce(0) { $0 + 1 + $1.twins.count },
      multiplyAdds: tally.multiplyAdds)
  }

  private func plan(_ point: SweepPoint, _ policy: Policy, _ plans: inout [Plan]) throws -> PlannedPoint {
    let position = plans.count
    plans.append(point.plan)
    let twins = try sweep.controls.twins(of: point.plan, in: policy.graph)
    // Edits that change nothing have twins that change nothing: the original, at position 0.
    if point.plan.edits.allSatisfy(\.intervention.isIdentity) {
      return PlannedPoint(point: point, plan: position, twins: twins.map { ($0, 0) })
    }
    let first = plans.count
    plans += twins.map(\.plan)
    return PlannedPoint(
      point: point, plan: position, twins: twins.enumerated().map { ($0.element, first + $0.offset) })
  }

  private func measured(_ planned: PlannedPoint, _ fields: [FieldRun], _ maze: String) throws -> PointResult {
    func metrics(_ plan: Int) throws -> [Double?] {
      let comparison = try FieldComparison(from: fields[0], to: fields[plan], under: planned.point.plan)
      return try sweep.metrics.map { try $0.measure(comparison) }
    }
    let json = try planned.point.plan.record()
    let scene = planned.point.scene
    return PointResult(
      point: planned.point,
      identity: SweepPoint.identity(
        model: setting.policy(of: scene).sha256, maze: maze, facing: scene.facing, seed: scene.seed, plan: json),
      planText: try JSONValue(text: json).line, metrics: try metrics(planned.plan),
      nulls: try planned.twins.map {
        .init(
          control: $0.twin.control, draw: $0.twin.draw, metrics: try metrics($0.plan),
          // Twins that are the original change as little as the edits that they stand for.
          changes: fields[$0.plan == 0 ? planned.plan : $0.plan].changes)
      },
      receipts: fields[planned.plan].receipts, changes: fields[planned.plan].changes)
  }

  /// Puts the level into what goes wrong there.
  private func at<Result>(_ scene: SweepCase, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as any ExplainedError {
      let model = scene.model.map { "model \($0), " } ?? ""
      let maze = "\(sweep.mazes.unit) \(sweep.mazes.name(of: scene.level))"
      throw error.found("at \(model)\(maze), maze \(scene.maze)")
    }
  }
}
