import CKernels
import Synchronization

/// What a run's kernels work with: memory for values, the vectors to use, and a tally for whoever asked for one.
///
/// A pool that counts has a ``meter`` in place of memory: kernels then say what they would do, and do nothing.
final class BufferPool: Sendable {
  let tally: EngineCounters?
  private let meter: CostMeter?
  /// The vectors, as the kernels know them.
  let level: hk_level
  /// The threads that divide single kernels among them; nil where whole rows are divided.
  let team: Team?
  private let free: FreeMemory
  private let slack: Int

  /// - Parameter isBounded: take no more than is asked for. Otherwise larger memory is taken where it is at hand: new memory costs
  ///   more to touch than the kernels need to fill it.
  init(
    _ free: FreeMemory = FreeMemory(), vectors: VectorWidth = .standard, tally: EngineCounters? = nil,
    isBounded: Bool = false, team: Team? = nil
  ) {
    (self.free, self.tally, level, self.team, meter) = (free, tally, vectors.level, team, nil)
    slack = isBounded ? 1 : 4
  }

  /// A pool that counts.
  init(counting meter: CostMeter) {
    (free, tally, level, team, self.meter) = (FreeMemory(), meter.tally, VectorWidth.standard.level, nil, meter)
    slack = 1
  }

  /// Whether nothing is computed.
  var isDry: Bool { meter != nil }

  /// Does what costs `cost`; a pool that counts adds that up instead.
  ///
  /// - Parameter scratch: the bytes of buffers that `body` takes besides.
  func perform(
    _ cost: @autoclosure () -> Cost, scratch: @autoclosure () -> Int = 0, _ body: () throws -> Void
  ) rethrows {
    guard let meter else { return try body() }
    meter.add(cost())
    let bytes = scratch()
    meter.tally.claim(bytes: bytes)
    meter.tally.release(bytes: bytes)
  }

  /// The most members of a team: buffers have room for as many.
  static let mostMembers = 4

  /// Calls `body` with parts of `0..<count`, which the team divides; with all of it where there is none.
  ///
  /// - Parameters:
  ///   - least: a part has as many, if only the last one has fewer: more than it takes to hand it over.
  ///   - body: told the part, and which member of the team calls.
  func divide(_ count: Int, least: Int, _ body: @escaping @Sendable (_ part: Range<Int>, _ member: Int) -> Void) {
    guard let team, count >= 2 * least else { return body(0..<count, 0) }
    let size = max(least, (count + 2 * team.size - 1) / (2 * team.size))
    team.each((count + size - 1) / size) { index, member in
      body(index * size..<min((index + 1) * size, count), member)
    }
  }

  /// Memory for `count` floats, with anything in it.
  func buffer(_ count: Int) -> Buffer {
    let capacity = Self.capacity(count)
    tally?.claim(bytes: capacity * MemoryLayout<Float>.stride)
    // A pool that counts takes the least, which nobody writes to.
    return Buffer(
      free.take(isDry ? Self.capacity(0) : capacity, slack: slack), count: count, capacity: capacity, pool: self)
  }

  /// The floats that are set aside for `count`: eight sizes to every power of two, so that values of nearly the same size
  /// can take each other's place.
  private static func capacity(_ count: Int) -> Int {
    let step = max(1024, 1 << max(0, Int.bitWidth - 4 - count.leadingZeroBitCount))
    return max(step, (count + step - 1) / step * step)
  }

  /// The bytes that are set aside for `count` floats.
  static func bytes(_ count: Int) -> Int { capacity(count) * MemoryLayout<Float>.stride }

  fileprivate func take(back block: FreeMemory.Block, capacity: Int) {
    tally?.release(bytes: capacity * MemoryLayout<Float>.stride)
    free.give(block)
  }
}

/// Memory for floats that goes back to its pool when nobody holds it any more.
///
/// Written once, by the kernel that asked for it, and only read after that; that is why it may be shared between threads.
final class Buffer: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Float>
  let count: Int
  private let block: FreeMemory.Block
  /// What was asked for, which is less than the block where that was at hand.
  private let capacity: Int
  private let pool: BufferPool

  fileprivate init(_ block: FreeMemory.Block, count: Int, capacity: Int, pool: BufferPool) {
    (pointer, self.block, self.count, self.capacity, self.pool) = (block.pointer, block, count, capacity, pool)
  }

  deinit { pool.take(back: block, capacity: capacity) }
}
