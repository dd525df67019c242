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
  private let heldKey: HeldFields.Key

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
    heldKey = HeldFields.Key(state, facing: facing, model: request.model ?? 0)
    command = LabCommandLine(
      place: place, facing: facing, model: model, plan: plan, seed: seed, theme: setting.themeArguments)
    options = RunOptions(
      seed: seed,
      observations: MazeObservationSource(
        mode: maze.mode, renderer: renderer, sources: registry.tensorSources),
      isCancelled: isCancelled)
  }

  /// The edits of the calls; each fault with the position of its call.
  private static func plan(_ calls: [String], _ setting: LabSetting, on graph: ModuleGraph) throws -> Plan {
    var plan = Plan(allowUnmatched: setting.plan.allowUnmatched)
    var (faults, errors) = ([LabFaults.Fault](), [any Error]())
    for (index, call) in calls.enumerated() {
      do {
        let edit = try CallSyntax.edit(call, registry: setting.registry)
        plan.edits.append(edit)
        try Plan(edits: [edit], allowUnmatched: plan.allowUnmatched).check(on: graph)
      } catch {
        errors.append(error)
        faults += LabFaults(error).faults.map { LabFaults.Fault(edit: index, text: $0.text) }
      }
    }
    guard faults.isEmpty else { throw LabFaults(faults, errors) }
    return plan
  }

  /// Original and patched field, as `hookctl compare` computes them; a field without edits that is held is not computed again.
  func comparison() throws -> FieldComparison {
    guard let original = held[heldKey] else {
      let comparison = try computing {
        try FieldComparison.compute(
          state, policy: policy, under: plan, renderer: renderer, facing: facing, options: options)
      }
      held.keep(comparison.original, for: heldKey)
      return comparison
    }
    if plan.isEmpty { return try FieldComparison(original: original, patched: original) }
    return try computing {
      let run = try VectorField.compute(
        state, policy: policy, under: plan, renderer: renderer, facing: facing, options: options)
      return try FieldComparison(original: original, patched: run.field, plan: plan, receipts: run.receipts)
    }
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
