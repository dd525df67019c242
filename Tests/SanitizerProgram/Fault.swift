import CKernels
import Foundation

/// Faults made on purpose. Scripts/sanitize.sh has each of them committed, and fails where it goes unreported: otherwise
/// "no reports" would say nothing.
enum Fault: String {
  /// Two threads count with one number.
  case race
  /// An element past the end of an array.
  case memory
  /// A kernel in C is given a float that no float can be at.
  case undefined

  func commit() {
    switch self {
    case .race: race()
    case .memory: memory()
    case .undefined: undefined()
    }
  }

  private func race() {
    nonisolated(unsafe) let counter = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    counter.initialize(to: 0)
    for _ in 0..<2 { Thread.detachNewThread { for _ in 0..<1000 { counter.pointee += 1 } } }
    Thread.sleep(forTimeInterval: 1)
  }

  private func memory() {
    let values = UnsafeMutablePointer<Float>.allocate(capacity: 4)
    values.initialize(repeating: 0, count: 4)
    print(values[4])
  }

  private func undefined() {
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 16)
    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: 64)
    print(hk_count_not_finite((bytes + 1).assumingMemoryBound(to: Float.self), 4))
  }
}
