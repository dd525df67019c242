/// Memory that no value is in at the moment, by its size.
///
/// Kept with a network, so that nothing is allocated once runs are under way; between runs it keeps a bounded part.
final class FreeMemory: Sendable {
  /// A piece of memory. It belongs to one buffer at a time, and so may pass between threads.
  struct Block: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<Float>
    /// In floats.
    let capacity: Int
  }

  private struct Blocks {
    var free: [Int: [Block]] = [:]
    var floats = 0

    /// Takes the smallest block that is large enough, and at most `slack` times as large.
    mutating func take(_ capacity: Int, slack: Int) -> Block? {
      let size =
        free[capacity] != nil
        ? capacity : free.keys.lazy.filter { $0 > capacity && $0 / slack <= capacity }.min()
      return size.flatMap { removeLast(of: $0) }
    }

    /// Takes a block of exactly this size. Sizes of which there is none are not among the keys.
    mutating func removeLast(of size: Int) -> Block? {
      guard let block = free[size]?.popLast() else { return nil }
      if free[size]?.isEmpty == true { free[size] = nil }
      floats -= size
      return block
    }
  }

  private let blocks = Locked(Blocks())

  /// Memory for at least so many floats: what lies free, or new.
  ///
  /// - Parameter slack: how many times as large it may be.
  func take(_ capacity: Int, slack: Int) -> Block {
    if let reused = blocks.withLock({ $0.take(capacity, slack: slack) }) { return reused }
    let count = capacity * MemoryLayout<Float>.stride
    let isLarge = count >= LargePages.size
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: isLarge ? LargePages.size : 64)
    if isLarge { LargePages.advise(bytes, bytes: count) }
    return Block(pointer: bytes.bindMemory(to: Float.self, capacity: capacity), capacity: capacity)
  }

  func give(_ block: Block) {
    blocks.withLock {
      $0.free[block.capacity, default: []].append(block)
      $0.floats += block.capacity
    }
  }

  /// Gives memory back to the system, large blocks first, until at most so many bytes lie free.
  func trim(toBytes limit: Int) {
    blocks.withLock { blocks in
      for capacity in blocks.free.keys.sorted(by: >) {
        while blocks.floats * MemoryLayout<Float>.stride > limit, let block = blocks.removeLast(of: capacity) {
          block.pointer.deallocate()
        }
      }
    }
  }

  deinit { trim(toBytes: 0) }
}
