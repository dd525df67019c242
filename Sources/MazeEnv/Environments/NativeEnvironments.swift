import HookKit

/// Environments computed by HookKit itself, divided over the cores.
public final class NativeEnvironments: MazeEnvironments {
  public let count: Int
  public var backend: MazeBackend { .native }

  private let renderer: MazeRenderer
  /// The most threads to use.
  private let most: Int
  /// Each part is worked on by one thread at a time, in place.
  private let parts: [Part]

  /// Some environments in a row.
  private final class Part: Sendable {
    let range: Range<Int>
    let contents: Locked<Contents>

    init(_ range: Range<Int>, _ states: [MazeState]) {
      self.range = range
      contents = Locked(Contents(environments: states.map { Environment(state: $0) }, newMazes: states.count))
    }
  }

  private struct Contents: Sendable {
    var environments: [Environment]
    /// How many may show other mazes than when they were last drawn.
    var newMazes: Int
  }

  /// A state, with what it shows but for its mouse.
  private struct Environment: Sendable {
    var state: MazeState
    var kept = KeptObservation()
  }

  /// A picture's bytes, of which each part writes its own.
  private struct Target: @unchecked Sendable {
    let bytes: UnsafeMutableBufferPointer<UInt8>

    subscript(place: Int) -> UnsafeMutableBufferPointer<UInt8> {
      UnsafeMutableBufferPointer(rebasing: bytes[place * KeptObservation.size..<(place + 1) * KeptObservation.size])
    }
  }

  /// About how long work takes, in microseconds.
  private enum Microseconds {
    static let step = 0.25
    static let newLevel = 9.0
    /// A mouse on the picture of a maze that is kept.
    static let mouse = 0.6
    static let newMaze = 15.0
    /// Work that takes less is done before another thread has woken.
    static let worthAThread = 100.0
  }

  /// Environments in these states.
  ///
  /// - Parameters:
  ///   - states: the states to begin in, one for each environment.
  ///   - renderer: what draws the observations.
  ///   - threads: the most threads to use; nil for one a core.
  public init(_ states: [MazeState], renderer: MazeRenderer, threads: Int? = nil) {
    count = states.count
    self.renderer = renderer
    most = max(1, threads ?? Parallel.cores)
    // More parts than threads, as levels take the longer, the larger they are.
    let parts = most == 1 ? 1 : max(1, min(4 * most, states.count))
    self.parts = (0..<parts).map { part in
      let range = states.count * part / parts..<states.count * (part + 1) / parts
      return Part(range, Array(states[range]))
    }
  }

  public func step(_ actions: [Int]) throws -> [MazeStep] {
    try check(actions)
    let newLevels = actions.count(where: { $0 == MazeState.endEpisode })
    let time = Double(count) * Microseconds.step + Double(newLevels) * Microseconds.newLevel
    let parts = parts
    let steps = try Parallel.map(parts.count, threads: threads(for: time)) { number in
      try parts[number].contents.withLock { contents in
        let steps = try contents.environments.indices.map {
          try contents.environments[$0].state.step(actions[parts[number].range.lowerBound + $0])
        }
        contents.newMazes += steps.count { $0.done }
        return steps
      }
    }
    return steps.reduce(into: []) { $0 += $1 }
  }

  public func state(of index: Int) -> MazeState {
    let part = part(of: index)
    return part.contents.withLock { $0.environments[index - part.range.lowerBound].state }
  }

  public func setState(_ state: MazeState, of index: Int) {
    let part = part(of: index)
    part.contents.withLock {
      $0.environments[index - part.range.lowerBound].state = state
      $0.environments[index - part.range.lowerBound].state.refreshView()
      $0.newMazes += 1
    }
  }

  public func observations(of indices: [Int]) -> [UInt8] {
    let parts = parts.filter { indices.contains(where: $0.range.contains) }
    let renderer = renderer
    let newMazes = parts.reduce(0) { $0 + $1.contents.withLock(\.newMazes) }
    let time = Double(indices.count) * Microseconds.mouse + Double(newMazes) * Microseconds.newMaze
    let count = indices.count * KeptObservation.size
    return [UInt8](unsafeUninitializedCapacity: count) { bytes, written in
      let target = Target(bytes: bytes)
      Parallel.forEach(parts.count, threads: threads(for: time)) { number in
        Self.draw(indices, of: parts[number], renderer, on: target)
      }
      written = count
    }
  }

  /// Draws those of the environments `indices` that are in a part.
  private static func draw(_ indices: [Int], of part: Part, _ renderer: MazeRenderer, on target: Target) {
    part.contents.withLock { contents in
      contents.newMazes = 0
      renderer.withMice { mice in
        for (place, index) in indices.enumerated() where part.range.contains(index) {
          let number = index - part.range.lowerBound
          contents.environments[number].kept.draw(
            contents.environments[number].state, renderer, mice, on: target[place])
          // What moves with the mouse is drawn anew each time.
          if contents.environments[number].state.settings.centerAgent { contents.newMazes += 1 }
        }
      }
    }
  }

  /// At most as many threads as are worth their waking.
  private func threads(for microseconds: Double) -> Int { microseconds < Microseconds.worthAThread ? 1 : most }

  private func part(of index: Int) -> Part {
    precondition((0..<count).contains(index), "environment \(index) of \(count)")
    guard let part = parts.first(where: { $0.range.contains(index) }) else { preconditionFailure("no such part") }
    return part
  }
}
