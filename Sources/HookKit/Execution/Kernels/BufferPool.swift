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
  private let free: FreeMemory
  private let slack: Int

  /// - Parameter isBounded: take no more than is asked for. Otherwise larger memory is taken where it is at hand: new memory costs
  ///   more to touch than the kernels need to fill it.
  init(
    _ free: FreeMemory = FreeMemory(), vectors: VectorWidth = .standard, tally: EngineCounters? = nil,
    isBounded: Bool = false
  ) {
    (self.free, self.tally, level, meter) = (free, tally, vectors.level, nil)
    slack = isBounded ? 1 : 4
  }

  /// A pool that counts.
  init(counting meter: CostMeter) {
    (free, tally, level, self.meter) = (FreeMemory(), meter.tally, VectorWidth.standard.level, meter)
    slack = 1
  }

  /// Whether nothing is computed.
  var isDry: Bool { meter != nil }

  /// Does what costs `work`; a pool that counts adds that up instead.
  ///
  /// - Parameter scratch: the bytes of buffers that `body` takes besides.
  func perform(
    _ work: @autoclosure () -> Cost, scratch: @autoclosure () -> Int = 0, _ body: () throws -> Void
  ) rethrows {
    guard let meter else { return try body() }
    meter.add(work())
    let bytes = scratch()
    meter.tally.claim(bytes: bytes)
    meter.tally.release(bytes: bytes)
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
