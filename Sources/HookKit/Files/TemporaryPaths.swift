#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Synchronization

/// The temporary files that are being written, in a form that a signal handler may read at any moment.
package final class TemporaryPaths: Sendable {
  /// Those of `FileOutput`.
  package static let shared = TemporaryPaths()

  /// More writes than this at one time are not registered; they still clean up after themselves unless
  /// interrupted.
  private static let capacity = 64

  /// Addresses of C strings, 0 where free.
  private struct Slots: @unchecked Sendable {
    // Unchecked: the memory is neither moved nor freed while its owner lives, and every access to it is
    // atomic.
    let first: UnsafeMutablePointer<Atomic<UInt>>
  }

  private let slots: Slots

  package init() {
    slots = Slots(first: .allocate(capacity: Self.capacity))
    for index in 0..<Self.capacity { (slots.first + index).initialize(to: Atomic(0)) }
  }

  deinit {
    slots.first.deinitialize(count: Self.capacity)
    slots.first.deallocate()
  }

  /// Registers a path; nil when every slot is taken.
  package func add(_ path: String) -> Int? {
    guard let copy = strdup(path) else { return nil }
    let address = UInt(bitPattern: copy)
    for index in 0..<Self.capacity
    where slots.first[index].compareExchange(expected: 0, desired: address, ordering: .acquiringAndReleasing)
      .exchanged
    {
      return index
    }
    free(copy)
    return nil
  }

  /// Forgets the path at a slot, once the file was renamed or removed.
  package func remove(_ slot: Int?) {
    guard let slot else { return }
    let address = slots.first[slot].exchange(0, ordering: .acquiringAndReleasing)
    free(UnsafeMutablePointer<CChar>(bitPattern: address))
  }

  /// Removes every registered file. The process is expected to end next, so the slots stay as they are.
  package func removeAll() {
    for index in 0..<Self.capacity {
      let address = slots.first[index].load(ordering: .acquiring)
      if let path = UnsafePointer<CChar>(bitPattern: address) { unlink(path) }
    }
  }
}
