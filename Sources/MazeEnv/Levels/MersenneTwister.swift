/// The 32-bit Mersenne twister mt19937, with the draws that procgen makes from it.
public struct MersenneTwister: Sendable, Equatable {
  /// The number of words of state.
  public static let size = 624
  /// The seed of a generator that nobody has seeded.
  public static let defaultSeed: UInt32 = 5489

  /// The state, in storage order; always `size` words.
  package private(set) var words: [UInt32]
  /// Where the next output is read, `0...size`; at `size` all words are renewed first.
  package private(set) var position: Int

  /// A generator freshly seeded with one word.
  public init(seed: UInt32 = defaultSeed) {
    words = [UInt32](unsafeUninitializedCapacity: Self.size) { buffer, initialised in
      var word = seed
      buffer[0] = word
      for i in 1..<Self.size {
        word = 1_812_433_253 &* (word ^ (word >> 30)) &+ UInt32(i)
        buffer[i] = word
      }
      initialised = Self.size
    }
    position = Self.size
  }

  /// A generator in a given state; nil unless there are `size` words and the position is one of `0...size`.
  package init?(words: [UInt32], position: Int) {
    guard words.count == Self.size, (0...Self.size).contains(position) else { return nil }
    self.words = words
    self.position = position
  }

  /// The next output.
  public mutating func next() -> UInt32 {
    if position >= Self.size { twist() }
    var word = words[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9d2c_5680
    word ^= (word << 15) & 0xefc6_0000
    return word ^ (word >> 18)
  }

  /// A draw from `0..<count`, by remainder.
  ///
  /// - Precondition: `count` is not 0.
  public mutating func below(_ count: UInt32) -> UInt32 { next() % count }

  /// A draw from `low..<high`, by remainder; the width of the range wraps round 32 bits.
  ///
  /// - Precondition: `low` and `high` differ.
  public mutating func between(_ low: Int32, _ high: Int32) -> Int32 {
    low &+ Int32(bitPattern: next() % UInt32(bitPattern: high &- low))
  }

  /// A draw from the unit interval; can round up to 1.
  public mutating func unit() -> Float { Float(Double(next()) / 4_294_967_296) }

  private mutating func twist() {
    let half = 397
    let size = Self.size
    for i in 0..<(size - half) { words[i] = words[i + half] ^ mixed(words[i], words[i + 1]) }
    for i in (size - half)..<(size - 1) { words[i] = words[i + half - size] ^ mixed(words[i], words[i + 1]) }
    words[size - 1] = words[half - 1] ^ mixed(words[size - 1], words[0])
    position = 0
  }

  @inline(__always)
  private func mixed(_ upper: UInt32, _ lower: UInt32) -> UInt32 {
    let joined = (upper & 0x8000_0000) | (lower & 0x7fff_ffff)
    return (joined >> 1) ^ (0 &- (joined & 1)) & 0x9908_b0df
  }
}
