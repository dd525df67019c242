import CZip

extension ZipWriter {
  /// Writes an archive of files, which are read a part at a time, and of bytes; both deflated.
  ///
  /// - Parameters:
  ///   - files: the entries' names, with the files that hold their contents.
  ///   - target: what the archive is for in the end, for errors.
  static func write(
    _ files: [(name: String, path: String)], contents: [(name: String, bytes: [UInt8])], to path: String,
    for target: String
  ) throws {
    func failure(_ reason: String) -> FileError { .cannotWrite(path: target, reason: reason) }
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      throw failure(String(cString: zip_error_strerror(&error)))
    }
    var copies: [UnsafeMutablePointer<UInt8>] = []
    defer { for copy in copies { copy.deallocate() } }
    do {
      for file in files {
        try add(file.name, zip_source_file(archive, file.path, 0, -1), to: archive, isCompressed: true, failure)
      }
      for (name, bytes) in contents {
        // libzip reads the contents when it closes; until then they must stay where they are.
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
        copy.initialize(repeating: 0, count: max(1, bytes.count))
        for (index, byte) in bytes.enumerated() { copy[index] = byte }
        copies.append(copy)
        try add(
          name, zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 0), to: archive, isCompressed: true, failure
        )
      }
      guard zip_close(archive) == 0 else { throw failure(String(cString: zip_strerror(archive))) }
    } catch {
      zip_discard(archive)
      throw error
    }
  }
}
