import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// A question's maze, policy and plan, read and checked.
struct LabSubject: Sendable {
  let state: MazeState
  let model: LabSetting.Model
  let plan: Plan
  let facing: FieldFacing
  let seed: UInt64
  let options: RunOptions
  let renderer: MazeRenderer
  let registry: Registry
  /// The command line for it.
  let command: LabCommandLine
  private let held: HeldFields
  private let mazeKey: HeldFields.MazeKey
  private let modelIndex: Int
  /// Knows whether an edit asked where the mouse is.
  private let observer: WatchedObserver
  private let readsFiles: Bool

  var policy: Policy { model.policy }
  var maze: Maze { state.maze }

  /// - Parameter held: the fields that need not be computed again.
  /// - Throws: ``LabFaults`` with every edit's own.
  init(
    _ request: LabRequest, _ setting: LabSetting, held: HeldFields = HeldFields(),
    isCancelled: @escaping @Sendable () -> Bool
  ) throws {
    guard let text = request.maze else { throw LabError.missing("maze", kind: request.kind) }
    let maze = try Maze(text: text)
    guard setting.models.indices.contains(request.model ?? 0) else {
      throw LabError.missing("model", kind: request.kind)
    }
    guard let seed = UInt64(request.seed ?? "0") else {
      throw LabError.outOfRange("seed \(request.seed ?? "")", "a whole number, 0 to \(UInt64.max)")
    }
    (model, self.seed) = (setting.models[request.model ?? 0], seed)
    (registry, renderer) = (setting.registry, setting.renderer)
    let calls = (request.edits ?? []).map { call in
      request.level.map { call.replacing("{level}", with: String($0)) } ?? call
    }
    plan = try Self.plan(calls, setting, on: model.policy.graph)
    let place = try LabPlace(maze, level: request.level)
    state = place.state
    facing = place.facing(request.facing ?? .state)
    self.held = held
    (mazeKey, modelIndex) = (HeldFields.MazeKey(state, facing: facing), request.model ?? 0)
    readsFiles = setting.readsFiles(plan)
    command = LabCommandLine(
      place: place, facing: facing, model: model, plan: plan, seed: seed, theme: setting.themeArguments)
    observer = WatchedObserver(
      MazeObservationSource(mode: maze.mode, renderer: renderer, sources: registry.tensorSources))
    options = RunOptions(seed: seed, observations: observer, isCancelled: isCancelled)
  }

  /// The edits of the calls; each fault with the position of its call.
  private static func plan(_ calls: [String], _ setting: LabSetting, on graph: ModuleGraph) throws -> Plan {
    var plan = Plan(allowUnmatched: setting.plan.allowUnmatched)
    var (faults, errors) = ([LabFaults.Fault](), [any Error]())
    for (index, call) in calls.enumerated() {
      do {
        let edits = try CallSyntax.edits(call, registry: setting.registry)
        guard edits.count == 1 else { throw LabError.severalEdits }
        plan.edits += edits
        try Plan(edits: edits, allowUnmatched: plan.allowUnmatched).check(on: graph)
      } catch {
        errors.append(error)
        faults += LabFaults(error).faults.map { LabFaults.Fault(edit: index, text: $0.text) }
      }
    }
    guard faults.isEmpty else { throw LabFaults(faults, errors) }
    return plan
  }

  /// Original and patched field, as `hookctl compare` computes them; what is held is not computed again.
  func comparison() throws -> FieldComparison {
    let plans = plan.isEmpty ? [plan] : [Plan(), plan]
    var runs = plans.map { held.fields[key(of: $0)] }
    let missing = runs.indices.filter { runs[$0] == nil }
    if !missing.isEmpty {
      let computed = try computing {
        try VectorField.compute(
          inputs(), about: state, policy: policy, under: missing.map { plans[$0] }, options: options)
      }
      for (place, run) in zip(missing, computed) {
        runs[place] = run
        if isKnown(plans[place]) { held.fields.keep(run, for: key(of: plans[place])) }
      }
    }
    let found = runs.compactMap { $0 }
    return try FieldComparison(from: found[0], to: found[found.count - 1], under: plan)
  }

  private func key(of plan: Plan) -> HeldFields.Key {
    HeldFields.Key(mazeKey, model: modelIndex, plan: plan, seed: seed)
  }

  /// Whether the key of a field that was computed says all that it depends on.
  private func isKnown(_ plan: Plan) -> Bool { plan.isEmpty || !observer.wasAsked && !readsFiles }

  /// The observations of the field.
  private func inputs() throws -> FieldInputs {
    if let inputs = held.inputs[mazeKey] { return inputs }
    let inputs = try FieldInputs(state, facing: facing, renderer: renderer).keepingPrefixes
    held.inputs.keep(inputs, for: mazeKey)
    return inputs
  }

  /// Computes something under the plan.
  ///
  /// - Throws: `LabError.newer` where a newer question has ended it, else `LabFaults` with the edits that errors are about.
  func computing<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch RunError.cancelled { throw LabError.newer } catch {
      throw LabFaults(error, edits: plan.edits)
    }
  }
}
