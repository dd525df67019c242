#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Synchronization

/// The temporary files that are being written, in a form that a signal handler may read at any moment.
enum TemporaryPaths {
  /// More writes than this at one time are not registered; they still clean up after themselves unless interrupted.
  private static let capacity = 64

  /// Addresses of C strings, 0 where free.
  private struct Slots: ~Copyable, @unchecked Sendable {
    // Unchecked: the memory is never freed or moved, and every access to it is atomic.
    let first: UnsafeMutablePointer<Atomic<UInt>>

    init() {
      first = .allocate(capacity: capacity)
      for index in 0..<capacity { (first + index).initialize(to: Atomic(0)) }
    }
  }

  private static let slots = Slots()

  /// Registers a path; nil when every slot is taken.
  static func add(_ path: String) -> Int? {
    guard let copy = strdup(path) else { return nil }
    let address = UInt(bitPattern: copy)
    for index in 0..<capacity
    where slots.first[index].compareExchange(expected: 0, desired: address, ordering: .acquiringAndReleasing).exchanged {
      return index
    }
    free(copy)
    return nil
  }

  /// Forgets the path at a slot, once the file was renamed or removed.
  static func remove(_ slot: Int?) {
    guard let slot else { return }
    let address = slots.first[slot].exchange(0, ordering: .acquiringAndReleasing)
    free(UnsafeMutablePointer<CChar>(bitPattern: address))
  }

  /// Removes every registered file. The process is expected to end next, so the slots stay as they are.
  static func removeAll() {
    for index in 0..<capacity {
      let address = slots.first[index].load(ordering: .acquiring)
      if let path = UnsafePointer<CChar>(bitPattern: address) { unlink(path) }
    }
  }
}
