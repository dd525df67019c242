import HookKit

/// A part of a sweep that shares no point with the other parts: every N-th unit.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// Which part, from 1.
  public let number: Int
  /// How many parts there are.
  public let count: Int

  /// The whole sweep.
  public static let whole = Shard(number: 1, count: 1)

  private init(number: Int, count: Int) { (self.number, self.count) = (number, count) }

  /// Reads `3/16`.
  ///
  /// - Throws: ``SweepError/shard(_:)``.
  public init(text: String) throws(SweepError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], count > 0,
      (1...count).contains(number)
    else {
      throw .shard(text)
    }
    self.init(number: number, count: count)
  }

  /// `3/16`.
  public var description: String { "\(number)/\(count)" }

  func contains(_ unit: Int) -> Bool { unit % count == number - 1 }
}
