import HookKit

/// Random bytes for parsers, the same in every run.
struct FuzzBytes {
  private var stream: RandomStream

  init(seed: UInt64) { stream = RandomStream(seed: seed, "fuzzed messages".stableHash) }

  /// A number below a limit.
  mutating func number(below limit: Int) -> Int { stream.index(below: limit) }

  /// At most so many bytes.
  mutating func next(upTo most: Int) -> [UInt8] {
    (0..<stream.index(below: most + 1)).map { _ in UInt8(stream.index(below: 256)) }
  }
}
