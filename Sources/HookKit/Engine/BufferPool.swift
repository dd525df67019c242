import Synchronization

/// Memory for the engine's values, reused within a run so that nothing is allocated once it is under way.
final class BufferPool: Sendable {
  private let free = Mutex<[Int: [Memory]]>([:])
  /// Counts what is done with this memory, for whoever asked for it.
  let tally: WorkTally?

  init(tally: WorkTally? = nil) { self.tally = tally }

  /// Memory that belongs to nobody at the moment, and so may pass between threads.
  private struct Memory: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<Float>
  }

  /// Memory for `count` floats, with anything in it.
  func buffer(_ count: Int) -> Buffer {
    let capacity = Self.capacity(count)
    tally?.claim(bytes: capacity * MemoryLayout<Float>.stride)
    let reused = free.withLock { $0[capacity]?.popLast() }
    let memory = reused ?? Memory(pointer: Self.allocate(capacity))
    return Buffer(memory.pointer, count: count, capacity: capacity, pool: self)
  }

  /// The floats that are set aside for `count`: sizes are rounded up, so that values of nearly the same size can take each
  /// other's place.
  private static func capacity(_ count: Int) -> Int { max(1024, (count + 1023) / 1024 * 1024) }

  /// The bytes that are set aside for `count` floats.
  static func bytes(_ count: Int) -> Int { capacity(count) * MemoryLayout<Float>.stride }

  fileprivate func take(back pointer: UnsafeMutablePointer<Float>, capacity: Int) {
    tally?.release(bytes: capacity * MemoryLayout<Float>.stride)
    let memory = Memory(pointer: pointer)
    free.withLock { $0[capacity, default: []].append(memory) }
  }

  deinit {
    for memory in free.withLock({ Array($0.values.joined()) }) { memory.pointer.deallocate() }
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Float> {
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: capacity * MemoryLayout<Float>.stride, alignment: 64)
    return bytes.bindMemory(to: Float.self, capacity: capacity)
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
