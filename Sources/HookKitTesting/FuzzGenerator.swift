/// A small reproducible generator for choosing what to damage.
public struct FuzzGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// A generator that starts from a state.
  ///
  /// - Parameter state: the seed; the same one damages in the same way.
  public init(state: UInt64) { self.state = state }

  /// SplitMix64.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A copy with up to four bytes changed, some to values at the edges of what lengths and instructions are.
  ///
  /// - Precondition: there is at least one byte.
  public mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    let interesting: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF]
    var damaged = bytes
    for _ in 0...Int.random(in: 0..<4, using: &self) {
      let place = Int.random(in: 0..<damaged.count, using: &self)
      damaged[place] =
        Bool.random(using: &self)
        ? UInt8.random(in: 0...255, using: &self) : interesting.randomElement(using: &self) ?? 0
    }
    return damaged
  }
}
