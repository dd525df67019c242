import HookKit

/// Plays the same on HookKit's environments and on those of the real procgen, and compares everything after each step.
package struct ParityRun {
  /// What was found.
  package struct Report: Sendable {
    /// The number of steps taken by HookKit's environments, each compared.
    package var steps = 0
    /// The number of states that were set, each compared.
    package var states = 0
    /// The number of episodes that ended.
    package var episodes = 0
    /// The first difference of each scenario that has one.
    package var differences: [ParityDifference] = []

    package init() {}
  }

  /// Chooses the actions of a policy: from observations, uint8 `[count, 64, 64, 3]`.
  package typealias Policy = ([UInt8]) throws -> [Int]

  private static let environments = 16
  private static let stepsBetweenStates = 12

  package let library: ProcgenLibrary
  package let renderer: MazeRenderer
  package let seed: UInt64
  private let policy: Policy
  private let hook: (inout MazeState) -> Void

  /// - Parameters:
  ///   - policy: chooses the actions of scenarios with a policy.
  ///   - disturb: changes a state that HookKit's side is given, and that only: for tests of the comparison itself.
  package init(
    library: ProcgenLibrary, renderer: MazeRenderer, seed: UInt64 = 0,
    disturb: @escaping (inout MazeState) -> Void = { _ in },
    policy: @escaping Policy
  ) {
    (self.library, self.renderer, self.seed, self.policy, hook) = (library, renderer, seed, policy, disturb)
  }

  /// Plays a scenario for at least `steps` steps, over all environments together.
  ///
  /// It ends at the first difference, which is then looked into.
  package func run(_ scenario: ParityScenario, steps: Int, into report: inout Report) throws {
    let count = Self.environments
    let native = NativeEnvironments(
      MazeState.vector(count: count, mode: scenario.mode, levels: scenario.levels, options: scenario.options),
      renderer: renderer)
    let real = try ProcgenEnvironments(
      count: count, mode: scenario.mode, levels: scenario.levels, options: scenario.options, library: library)
    var stream = RandomStream(seed: seed, scenario.name.stableHash)
    var kept = (0..<count).map(native.state)
    var before = kept
    if try compare(native, real, nil, before, 0, [], scenario, &report) { return }
    for step in 1...max(1, (steps + count - 1) / count) {
      if scenario.setsStates && step % Self.stepsBetweenStates == 0 {
        if try setStates(native, real, &kept, step, scenario, &stream, &report) { return }
      }
      before = (0..<count).map(native.state)
      let actions = try actions(scenario, native, &stream)
      let results = (try native.step(actions), try real.step(actions))
      report.steps += count
      report.episodes += results.0.count(where: \.done)
      if try compare(native, real, results, before, step, actions, scenario, &report) { return }
    }
  }

  private func actions(
    _ scenario: ParityScenario, _ native: NativeEnvironments, _ stream: inout RandomStream
  ) throws -> [Int] {
    switch scenario.actions {
    case .random: (0..<native.count).map { _ in stream.index(below: 15) }
    case .endings:
      (0..<native.count).map { _ in
        stream.index(below: 40) == 0 ? MazeState.endEpisode : stream.index(below: 15)
      }
    case .policy: try policy(native.observations())
    }
  }

  /// Sets edited states and states of before, in the real procgen as in ours; says whether anything differs.
  private func setStates(
    _ native: NativeEnvironments, _ real: ProcgenEnvironments, _ kept: inout [MazeState], _ step: Int,
    _ scenario: ParityScenario, _ stream: inout RandomStream, _ report: inout Report
  ) throws -> Bool {
    for index in 0..<native.count {
      let now = native.state(of: index)
      var state = stream.index(below: 3) == 0 ? kept[index] : now.scrambled(&stream)
      real.setState(state, of: index)
      hook(&state)
      native.setState(state, of: index)
      kept[index] = now
    }
    report.states += native.count
    let set = (0..<native.count).map(native.state)
    return try compare(native, real, nil, set, step, [], scenario, &report)
  }

  /// Compares all environments; notes the first that differs.
  private func compare(
    _ native: NativeEnvironments, _ real: ProcgenEnvironments, _ results: ([MazeStep], [MazeStep])?,
    _ before: [MazeState], _ step: Int, _ actions: [Int], _ scenario: ParityScenario, _ report: inout Report
  ) throws -> Bool {
    for index in 0..<native.count {
      let mine = try view(native, index, native.state(of: index).bytes, results?.0[index])
      let theirs = try view(real, index, real.stateBytes(of: index), results?.1[index])
      guard mine != theirs else { continue }
      let action = actions.isEmpty ? Int(MazeState.stay) : actions[index]
      report.differences.append(
        ParityDifference(
          scenario: scenario.name, step: step, environment: index, action: action,
          fields: mine.differences(from: theirs), before: before[index],
          isReproducible: try differsAlone(before[index], action)))
      return true
    }
    return false
  }

  private func view(
    _ environments: any MazeEnvironments, _ index: Int, _ state: [UInt8], _ step: MazeStep?
  ) throws -> ParityView {
    ParityView(state: state, pixels: try environments.observations(of: [index]), step: step)
  }

  /// Whether one environment of each side, put into a state, differs after one step.
  private func differsAlone(_ state: MazeState, _ action: Int) throws -> Bool {
    let native = NativeEnvironments([state], renderer: renderer, threads: 1)
    let real = try ProcgenEnvironments([state], library: library, threads: 1)
    let results = (try native.step([action]), try real.step([action]))
    let mine = try view(native, 0, native.state(of: 0).bytes, results.0[0])
    return try mine != view(real, 0, real.stateBytes(of: 0), results.1[0])
  }
}
