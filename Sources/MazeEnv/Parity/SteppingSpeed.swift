import HookKit

/// How many steps with observations environments take in a second, on one core.
package struct SteppingSpeed: Sendable {
  /// Steps per second of each of some rounds.
  package let rounds: [Double]
  /// The middle one.
  package var median: Double { rounds.sorted()[rounds.count / 2] }

  /// Measures some rounds in turn on HookKit's environments and on those of the real procgen, on one thread each.
  ///
  /// Both take the same actions, and every observation of every step is copied out.
  package static func measure(
    library: ProcgenLibrary, renderer: MazeRenderer, mode: MazeMode = .hard, count: Int = 64,
    steps: Int = 250,
    rounds: Int = 5
  ) throws -> (native: SteppingSpeed, procgen: SteppingSpeed) {
    let native = NativeEnvironments(
      MazeState.vector(count: count, mode: mode), renderer: renderer, threads: 1)
    let real = try ProcgenEnvironments(count: count, mode: mode, library: library, threads: 1)
    var speeds: (native: [Double], procgen: [Double]) = ([], [])
    for round in 0..<rounds {
      speeds.native.append(try speed(native, steps, seed: UInt64(round)))
      speeds.procgen.append(try speed(real, steps, seed: UInt64(round)))
    }
    return (SteppingSpeed(rounds: speeds.native), SteppingSpeed(rounds: speeds.procgen))
  }

  private static func speed(_ environments: any MazeEnvironments, _ steps: Int, seed: UInt64) throws -> Double {
    var stream = RandomStream(seed: seed)
    let actions = (0..<steps).map { _ in (0..<environments.count).map { _ in stream.index(below: 15) } }
    var bytes = 0
    let start = ContinuousClock.now
    for step in actions {
      _ = try environments.step(step)
      bytes += try environments.observations().count
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    return Double(bytes / ProcgenBuffers.observationSize) / seconds
  }
}
