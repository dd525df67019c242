import CLibrary

/// The names in a folder as the system lists them, one by one, without `.` and `..`.
///
/// It is read once.
final class FolderListing: Sequence, IteratorProtocol {
  private let listing: OpaquePointer

  /// - Returns: nil when the folder cannot be listed.
  init?(_ folder: String) {
    guard let listing = SystemPath.with(folder, opendir) else { return nil }
    self.listing = listing
  }

  deinit { closedir(listing) }

  func next() -> String? {
    while let entry = readdir(listing) {
      // Where it lies and up to its end: the field has 256 bytes, which may be more than is left of the listing's memory.
      guard let place = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
      let name = UnsafeRawPointer(entry) + place
      let length = strlen(name.assumingMemoryBound(to: CChar.self))
      let text = SystemPath.text(UnsafeRawBufferPointer(start: name, count: length))
      if text != "." && text != ".." { return text }
    }
    return nil
  }
}
