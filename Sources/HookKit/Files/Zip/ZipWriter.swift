import CZip

/// Makes ZIP archives in memory; the same entries always give the same bytes.
package enum ZipWriter {
  /// One file of an archive.
  package struct Entry {
    var name: String
    var contents: [UInt8]

    /// A file of an archive.
    package init(name: String, contents: [UInt8]) { (self.name, self.contents) = (name, contents) }
  }

  /// The bytes of an archive of `entries`.
  ///
  /// - Parameter isCompressed: whether to deflate; PyTorch needs its entries stored.
  /// - Throws: `FileError.cannotWrite` when libzip fails, which means that memory ran out or a name occurs
  ///   twice.
  package static func archive(_ entries: [Entry], isCompressed: Bool, path: String) throws -> [UInt8] {
    func failure(_ reason: String) -> FileError { .cannotWrite(path: path, reason: reason) }
    var status = zip_error_t()
    guard let output = zip_source_buffer_create(nil, 0, 0, &status) else {
      throw failure(String(cString: zip_error_strerror(&status)))
    }
    // Kept beyond `zip_close`, which gives up its own reference, to read the result from it.
    zip_source_keep(output)
    defer { zip_source_free(output) }
    guard let archive = zip_open_from_source(output, ZIP_TRUNCATE, &status) else {
      zip_source_free(output)
      throw failure(String(cString: zip_error_strerror(&status)))
    }
    var copies = [UnsafeMutableRawPointer]()
    defer { for copy in copies { copy.deallocate() } }
    do {
      for entry in entries {
        // libzip reads the contents when it closes; until then they must stay where they are.
        let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, entry.contents.count), alignment: 1)
        copies.append(copy)
        entry.contents.withUnsafeBytes {
          copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count)
        }
        let source = zip_source_buffer(archive, copy, zip_uint64_t(entry.contents.count), 0)
        try add(entry.name, source, to: archive, isCompressed: isCompressed, failure)
      }
      guard zip_close(archive) == 0 else { throw failure(String(cString: zip_strerror(archive))) }
    } catch {
      zip_discard(archive)
      throw error
    }
    return try contents(of: output, failure)
  }

  /// Adds an entry, whose contents are read when the archive is closed.
  static func add(
    _ name: String, _ source: OpaquePointer?, to archive: OpaquePointer, isCompressed: Bool,
    _ failure: (String) -> FileError
  ) throws {
    guard let source else { throw failure(String(cString: zip_strerror(archive))) }
    let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      zip_source_free(source)
      throw failure(String(cString: zip_strerror(archive)))
    }
    zip_set_file_compression(archive, zip_uint64_t(index), isCompressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0)
    // 1 January 1980, the first day that ZIP knows: results must not depend on when they were written.
    zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0)
  }

  private static func contents(of output: OpaquePointer, _ failure: (String) -> FileError) throws -> [UInt8] {
    var status = zip_stat_t()
    guard zip_source_stat(output, &status) == 0, zip_source_open(output) == 0 else {
      throw failure(String(cString: zip_error_strerror(zip_source_error(output))))
    }
    defer { zip_source_close(output) }
    let size = Int(status.size)
    return try [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size, let start = buffer.baseAddress {
        let count = zip_source_read(output, start + filled, zip_uint64_t(size - filled))
        guard count > 0 else { throw failure(String(cString: zip_error_strerror(zip_source_error(output)))) }
        filled += Int(count)
      }
    }
  }
}
