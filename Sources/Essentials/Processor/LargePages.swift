import CLibrary

/// Pages of 2 MiB: the system hands fresh memory over in hundreds of pieces, not in tens of thousands, which was a tenth of
/// the time of a command.
package enum LargePages {
  package static let size = 2 << 20

  /// Asks for large pages in a piece of memory; without any the memory is as it was.
  package static func advise(_ start: UnsafeMutableRawPointer, bytes: Int) {
    #if canImport(Glibc)
      let first = UnsafeMutableRawPointer(
        bitPattern: (UInt(bitPattern: start) + UInt(size) - 1) / UInt(size) * UInt(size))
      guard let first, first - start + size <= bytes else { return }
      madvise(first, (bytes - (first - start)) / size * size, MADV_HUGEPAGE)
    #endif
  }
}
