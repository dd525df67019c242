import HookKit

/// Environments computed by HookKit itself, divided over the cores.
public final class NativeEnvironments: MazeEnvironments {
  public let count: Int
  public var backend: MazeBackend { .native }

  private let renderer: MazeRenderer
  /// Each part is worked on by one thread at a time, in place.
  private let parts: [Part]

  /// Some environments in a row.
  private final class Part: Sendable {
    let range: Range<Int>
    let environments: Locked<[Environment]>

    init(_ range: Range<Int>, _ states: [MazeState]) {
      self.range = range
      environments = Locked(states.map { Environment(state: $0) })
    }
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

  /// Fewer environments than this for each thread are not worth another.
  private static let fewest = 8
  /// Fewer steps than this are not worth another thread: together they take less time than it takes to wake one.
  private static let fewestSteps = 512
  /// As many steps take as long as a new level.
  private static let stepsOfLevel = 64

  /// Environments in these states.
  ///
  /// - Parameters:
  ///   - states: the states to begin in, one for each environment.
  ///   - renderer: what draws the observations.
  ///   - threads: the most threads to use; nil for one a core.
  public init(_ states: [MazeState], renderer: MazeRenderer, threads: Int? = nil) {
    count = states.count
    self.renderer = renderer
    let most = max(1, threads ?? Parallel.cores)
    let parts = max(1, min(most, states.count / Self.fewest))
    self.parts = (0..<parts).map { part in
      let range = states.count * part / parts..<states.count * (part + 1) / parts
      return Part(range, Array(states[range]))
    }
  }

  public func step(_ actions: [Int]) throws -> [MazeStep] {
    try check(actions)
    let newLevels = actions.count { $0 == MazeState.endEpisode }
    let threads = count + newLevels * Self.stepsOfLevel < Self.fewestSteps ? 1 : parts.count
    return try forEachPart(threads: threads) { part in
      try part.environments.withLock { environments in
        try environments.indices.map { try environments[$0].state.step(actions[part.range.lowerBound + $0]) }
      }
    }
  }

  public func state(of index: Int) -> MazeState {
    let part = part(of: index)
    return part.environments.withLock { $0[index - part.range.lowerBound].state }
  }

  public func setState(_ state: MazeState, of index: Int) {
    let part = part(of: index)
    part.environments.withLock {
      $0[index - part.range.lowerBound].state = state
      $0[index - part.range.lowerBound].state.refreshView()
    }
  }

  public func observations(of indices: [Int]) -> [UInt8] {
    let parts = parts.filter { indices.contains(where: $0.range.contains) }
    let renderer = renderer
    let count = indices.count * KeptObservation.size
    return [UInt8](unsafeUninitializedCapacity: count) { bytes, written in
      let target = Target(bytes: bytes)
      Parallel.forEach(parts.count, threads: parts.count) { number in
        Self.draw(indices, of: parts[number], renderer, on: target)
      }
      written = count
    }
  }

  /// Draws those of the environments `indices` that are in a part.
  private static func draw(_ indices: [Int], of part: Part, _ renderer: MazeRenderer, on target: Target) {
    part.environments.withLock { environments in
      renderer.withMice { mice in
        for (place, index) in indices.enumerated() where part.range.contains(index) {
          let number = index - part.range.lowerBound
          environments[number].kept.draw(environments[number].state, renderer, mice, on: target[place])
        }
      }
    }
  }

  private func part(of index: Int) -> Part {
    precondition((0..<count).contains(index), "environment \(index) of \(count)")
    guard let part = parts.first(where: { $0.range.contains(index) }) else { preconditionFailure("no such part") }
    return part
  }

  /// What `body` returns of the parts, one after the other.
  private func forEachPart<Element: Sendable>(
    threads: Int, _ body: @escaping @Sendable (Part) throws -> [Element]
  ) throws -> [Element] {
    let parts = parts
    if parts.count == 1 { return try body(parts[0]) }
    return try Parallel.map(parts.count, threads: threads) { try body(parts[$0]) }.reduce(into: []) { $0 += $1 }
  }
}
