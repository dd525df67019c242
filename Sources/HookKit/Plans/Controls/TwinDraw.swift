/// Which of several twins of the same edits is made, and its random numbers.
public struct TwinDraw: Sendable {
  /// Which of the draws it is, from 0.
  public let number: Int
  /// Random numbers of this draw alone.
  public var random: RandomStream
  private let seed: UInt64
  private let key: UInt64

  /// The draw of a number, from a seed and what tells the edits from others.
  public init(_ number: Int, seed: UInt64, key: UInt64) {
    (self.number, self.seed, self.key) = (number, seed, key)
    random = RandomStream(seed: seed, key, 0, UInt64(number))
  }

  /// Random numbers that all draws have in common, so that none of them need be what another is; other parts have others.
  public func common(_ part: Int) -> RandomStream { RandomStream(seed: seed, key, 1, UInt64(part)) }
}
