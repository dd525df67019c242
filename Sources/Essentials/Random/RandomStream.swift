import CKernels

/// An endless stream of random numbers that is determined by its key alone.
///
/// Streams with different keys are independent for all practical purposes; the same key always gives the same numbers,
/// on every machine, whatever the batch, the order or the number of threads.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private let key: SIMD2<UInt32>
  private var counter: SIMD4<UInt32>
  private var block = SIMD4<UInt32>()
  private var wordsLeft = 0

  /// The stream of a seed and a path.
  ///
  /// - Parameters:
  ///   - seed: the seed the user chose.
  ///   - path: what the stream is for: edit, site, row; every different path is a different stream.
  public init(seed: UInt64, _ path: UInt64...) {
    // Each path has a counter region of its own.
    let hash = UInt64(stableHashOf: path)
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    counter = SIMD4(0, 0, UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32))
  }

  /// The next 32 random bits.
  public mutating func nextWord() -> UInt32 {
    if wordsLeft == 0 {
      block = Philox.block(counter, key: key)
      wordsLeft = 4
      counter.x &+= 1
      if counter.x == 0 { counter.y &+= 1 }
    }
    wordsLeft -= 1
    return block[3 - wordsLeft]
  }

  public mutating func next() -> UInt64 { UInt64(nextWord()) << 32 | UInt64(nextWord()) }

  /// A whole number drawn uniformly from 0 up to but not including `bound`, the same in every version of Swift.
  ///
  /// - Precondition: `bound` is positive.
  public mutating func index(below bound: Int) -> Int {
    guard bound > 0 else {
      Mistake.note("a random index below \(bound) is asked for")
      return 0
    }
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number drawn uniformly from [0, 1), with 24 random bits.
  public mutating func uniform() -> Float { Float(nextWord() >> 8) * 0x1p-24 }

  /// `count` independent numbers from the uniform distribution over [-1, 1).
  public mutating func uniforms(_ count: Int) -> [Float] { words(count).map { 2 * (Float($0 >> 8) * 0x1p-24) - 1 } }

  /// `count` independent numbers from the normal distribution with mean 0 and standard deviation 1, the same bits on every
  /// machine.
  ///
  /// By the transform of Box and Muller, "A note on the generation of random normal deviates" (1958), two at a time.
  public mutating func normals(_ count: Int) -> [Float] {
    let words = words((count + 1) / 2 * 2)
    return [Float](unsafeUninitializedCapacity: count) { normals, initialised in
      if let start = normals.baseAddress { hk_normals(VectorWidth.standard.level, words, count, start) }
      initialised = count
    }
  }

  /// The next `count` times 32 bits.
  private mutating func words(_ count: Int) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: count) { words, initialised in
      while initialised < count && wordsLeft > 0 { take(into: words, &initialised) }
      let blocks = (count - initialised) / 4
      if blocks > 0, let start = words.baseAddress {
        hk_philox(
          VectorWidth.standard.level, [key.x, key.y], [counter.x, counter.y, counter.z, counter.w], blocks,
          start + initialised)
        let next = (UInt64(counter.y) << 32 | UInt64(counter.x)) &+ UInt64(blocks)
        (counter.x, counter.y) = (UInt32(truncatingIfNeeded: next), UInt32(truncatingIfNeeded: next >> 32))
        initialised += 4 * blocks
      }
      while initialised < count { take(into: words, &initialised) }
    }
  }

  private mutating func take(into words: UnsafeMutableBufferPointer<UInt32>, _ index: inout Int) {
    words[index] = nextWord()
    index += 1
  }
}

extension UInt64 {
  /// A hash of some words that is the same in every run and on every machine: FNV-1a, then the finaliser of SplitMix64.
  package init(stableHashOf words: [UInt64]) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for word in words {
      for shift in stride(from: 0, to: 64, by: 8) { hash = (hash ^ (word >> UInt64(shift) & 0xFF)) &* 0x100_0000_01B3 }
    }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    self = hash ^ (hash >> 31)
  }
}

extension String {
  /// The 64-bit FNV-1a hash of the UTF-8 bytes: stable over runs and machines, unlike `hashValue`.
  public var stableHash: UInt64 {
    utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
