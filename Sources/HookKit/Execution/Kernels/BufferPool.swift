import CKernels
import Synchronization

/// What a run's kernels work with: memory for values, the vectors to use, and a tally for whoever asked for one.
final class BufferPool: Sendable {
  let tally: EngineCounters?
  /// The vectors, as the kernels know them.
  let level: hk_level
  private let free: FreeMemory

  init(_ free: FreeMemory = FreeMemory(), vectors: VectorWidth = .standard, tally: EngineCounters? = nil) {
    (self.free, self.tally, level) = (free, tally, vectors.level)
  }

  /// Memory for `count` floats, with anything in it.
  func buffer(_ count: Int) -> Buffer {
    let capacity = Self.capacity(count)
    tally?.claim(bytes: capacity * MemoryLayout<Float>.stride)
    return Buffer(free.take(capacity), count: count, capacity: capacity, pool: self)
  }

  /// The floats that are set aside for `count`: eight sizes to every power of two, so that values of nearly the same size
  /// can take each other's place.
  private static func capacity(_ count: Int) -> Int {
    let step = max(1024, 1 << max(0, Int.bitWidth - 4 - count.leadingZeroBitCount))
    return max(step, (count + step - 1) / step * step)
  }

  /// The bytes that are set aside for `count` floats.
  static func bytes(_ count: Int) -> Int { capacity(count) * MemoryLayout<Float>.stride }

  fileprivate func take(back pointer: UnsafeMutablePointer<Float>, capacity: Int) {
    tally?.release(bytes: capacity * MemoryLayout<Float>.stride)
    free.give(pointer, capacity)
  }
}

/// Memory for floats that goes back to its pool when nobody holds it any more.
///
/// Written once, by the kernel that asked for it, and only read after that; that is why it may be shared between threads.
final class Buffer: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Float>
  let count: Int
  private let capacity: Int
  private let pool: BufferPool

  fileprivate init(_ pointer: UnsafeMutablePointer<Float>, count: Int, capacity: Int, pool: BufferPool) {
    (self.pointer, self.count, self.capacity, self.pool) = (pointer, count, capacity, pool)
  }

  deinit { pool.take(back: pointer, capacity: capacity) }
}
