import CLibrary
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// The forecast of a unit from a few of its plans.
struct UnitSample {
  /// A maze with what a forecast needs of it.
  struct SceneInputs {
    let scene: Int
    let state: MazeState
    let facing: FieldFacing
    let inputs: Inputs
    let options: RunOptions
    let policy: Policy
    let renderer: MazeRenderer
  }

  /// In forward passes of one observation.
  let forwardEquivalents: Double
  /// In the seconds of a machine that does ten thousand million of either kind of work a second.
  let cost: Double
  /// What the plans of a trial cost, in the same seconds.
  let costOfTrial: Double
  private let sampled: [Plan]

  /// More plans than this are not forecast one by one.
  private static let largest = 12

  static func scene(_ layout: SweepLayout, _ setting: SweepSetting, scene: Int) throws -> SceneInputs {
    let place = layout.sweep.scene(at: scene)
    let state = try layout.sweep.state(of: place)
    let options = RunOptions(
      seed: place.seed, observations: setting.observations, activations: setting.activations(of: place),
      engine: EngineOptions(threads: 1))
    let inputs = Inputs(fieldOf: state, facing: place.facing, renderer: setting.renderer)
    return SceneInputs(
      scene: scene, state: state, facing: place.facing, inputs: inputs, options: options,
      policy: setting.policy(of: place), renderer: setting.renderer)
  }

  init(_ layout: SweepLayout, _ first: SceneInputs, chunk: Int) throws {
    let sweep = layout.sweep
    let unit = layout.unit(first.scene * layout.unitsOfScene + chunk)
    var plans = [Plan()]
    for position in unit.plans {
      let point = try sweep.point(at: first.scene * sweep.planCount + position)
      plans.append(point.plan)
      if layout.twinCounts[position] > 0 {
        plans += try sweep.controls.twins(of: point.plan, in: first.policy.graph).map(\.plan)
      }
    }
    func forecast(_ plans: [Plan]) throws -> CostForecast {
      try first.policy.graph.forecast(first.inputs, under: plans, options: first.options)
    }
    guard plans.count > Self.largest else {
      let whole = try forecast(plans)
      (forwardEquivalents, cost) = (whole.forwardEquivalents, Self.cost(whole.cost))
      (sampled, costOfTrial) = (plans, cost)
      return
    }
    let (few, more) = (Self.spread(plans, Self.largest / 2), Self.spread(plans, Self.largest))
    let (small, large) = (try forecast(few), try forecast(more))
    let further = Double(plans.count - more.count) / Double(more.count - few.count)
    forwardEquivalents =
      large.forwardEquivalents + further * (large.forwardEquivalents - small.forwardEquivalents)
    cost = Self.cost(large.cost) + further * (Self.cost(large.cost) - Self.cost(small.cost))
    (sampled, costOfTrial) = (more, Self.cost(large.cost))
  }

  /// The first plan and others at even distances.
  private static func spread(_ plans: [Plan], _ count: Int) -> [Plan] {
    (0..<count).map { plans[$0 * (plans.count - 1) / (count - 1)] }
  }

  private static func cost(_ cost: Cost) -> Double {
    MachineSpeed(processor: "", multiplyAddsPerSecond: 3e10, floatsPerSecond: 1e9).seconds(for: cost)
  }

  /// Runs the sampled plans, with all that surrounds them.
  func trial(_ layout: SweepLayout, _ scene: SceneInputs) throws -> TrialTime {
    let (start, processor) = (ContinuousClock.now, TrialTime.processorSeconds)
    let runs = try VectorField.compute(
      scene.state, policy: scene.policy, under: sampled, renderer: scene.renderer,
      facing: scene.facing, capturing: layout.sweep.metrics.captures, options: scene.options)
    for run in runs.dropFirst() {
      let comparison = try FieldComparison(from: runs[0], to: run)
      for metric in layout.sweep.metrics { _ = try metric.measure(comparison) }
    }
    return TrialTime(
      clock: (ContinuousClock.now - start).seconds, processor: TrialTime.processorSeconds - processor,
      cost: costOfTrial)
  }
}

/// How long something took that was forecast to cost so much.
struct TrialTime {
  /// On the clock.
  var clock = 0.0
  /// Of the processors' time.
  var processor = 0.0
  /// The forecast.
  var cost = 0.0

  static func + (first: TrialTime, second: TrialTime) -> TrialTime {
    TrialTime(
      clock: first.clock + second.clock, processor: first.processor + second.processor,
      cost: first.cost + second.cost)
  }

  /// The time that this process has had of processors.
  static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
