/// Memory that no value is in at the moment, by its size.
///
/// Kept with a network, so that nothing is allocated once runs are under way; between runs it keeps a bounded part.
final class FreeMemory: Sendable {
  /// Memory that belongs to nobody, and so may pass between threads.
  private struct Block: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<Float>
  }

  private struct Blocks {
    var free: [Int: [Block]] = [:]
    var floats = 0
  }

  private let blocks = Locked(Blocks())

  /// Memory for so many floats: what lies free, or new.
  func take(_ capacity: Int) -> UnsafeMutablePointer<Float> {
    let reused = blocks.withLock { blocks in
      let block = blocks.free[capacity]?.popLast()
      if block != nil { blocks.floats -= capacity }
      return block
    }
    if let reused { return reused.pointer }
    let count = capacity * MemoryLayout<Float>.stride
    let isLarge = count >= LargePages.size
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: isLarge ? LargePages.size : 64)
    if isLarge { LargePages.advise(bytes, bytes: count) }
    return bytes.bindMemory(to: Float.self, capacity: capacity)
  }

  func give(_ pointer: UnsafeMutablePointer<Float>, _ capacity: Int) {
    let block = Block(pointer: pointer)
    blocks.withLock {
      $0.free[capacity, default: []].append(block)
      $0.floats += capacity
    }
  }

  /// Gives memory back to the system, large blocks first, until at most so many bytes lie free.
  func trim(toBytes limit: Int) {
    blocks.withLock { blocks in
      for capacity in blocks.free.keys.sorted(by: >) {
        while blocks.floats * MemoryLayout<Float>.stride > limit, let block = blocks.free[capacity]?.popLast() {
          block.pointer.deallocate()
          blocks.floats -= capacity
        }
      }
    }
  }

  deinit { trim(toBytes: 0) }
}
