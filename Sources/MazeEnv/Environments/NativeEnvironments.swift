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
    let states: Locked<[MazeState]>

    init(_ range: Range<Int>, _ states: [MazeState]) {
      self.range = range
      self.states = Locked(states)
    }
  }

  /// Fewer environments than this for each thread are not worth another.
  private static let fewest = 8

  /// Environments in these states.
  ///
  /// - Parameter threads: the most threads to use; nil for one a core.
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
    return try forEachPart { part in
      try part.states.withLock { states in
        try states.indices.map { try states[$0].step(actions[part.range.lowerBound + $0]) }
      }
    }
  }

  public func state(of index: Int) -> MazeState {
    let part = part(of: index)
    return part.states.withLock { $0[index - part.range.lowerBound] }
  }

  public func setState(_ state: MazeState, of index: Int) {
    let part = part(of: index)
    part.states.withLock {
      $0[index - part.range.lowerBound] = state
      $0[index - part.range.lowerBound].refreshView()
    }
  }

  public func observations(of indices: [Int]) throws -> [UInt8] {
    let renderer = renderer
    return try forEachPart { part in
      part.states.withLock { states in
        var bytes: [UInt8] = []
        for index in indices where part.range.contains(index) {
          bytes += renderer.observation(of: states[index - part.range.lowerBound]).pixels
        }
        return bytes
      }
    }
  }

  private func part(of index: Int) -> Part {
    precondition((0..<count).contains(index), "environment \(index) of \(count)")
    guard let part = parts.first(where: { $0.range.contains(index) }) else { preconditionFailure("no such part") }
    return part
  }

  private func forEachPart<Element: Sendable>(
    _ body: @escaping @Sendable (Part) throws -> [Element]
  ) throws -> [Element] {
    let parts = parts
    if parts.count == 1 { return try body(parts[0]) }
    return try Array(Parallel.map(parts.count, threads: parts.count) { try body(parts[$0]) }.joined())
  }
}
