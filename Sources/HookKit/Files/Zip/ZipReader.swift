import CZip

/// Reads the entries of a ZIP archive in memory, stored or deflated.
///
/// Contents are checked against the archive's checksums. What an archive may unpack to is limited, so that a
/// few kilobytes cannot fill the memory.
package final class ZipReader {
  /// One entry of the archive's directory.
  package struct Entry {
    package var name: String
    var index: zip_uint64_t
    /// The size that the directory claims when unpacked.
    var claimedSize: UInt64
    var storedSize: UInt64
    var isCompressed: Bool
  }

  /// More entries than any file of tensors has.
  static let entryLimit = 100_000

  package let entries: [Entry]
  private let places: [String: Int]
  private let archive: OpaquePointer
  private let source: String
  /// How many bytes may still be unpacked.
  private var budget: Int

  /// Opens the archive in `bytes`, lets `body` read from it, and closes it.
  package static func withArchive<Result>(
    _ bytes: [UInt8], source: String, _ body: (ZipReader) throws -> Result
  ) throws -> Result {
    try bytes.withUnsafeBytes { buffer in
      var status = zip_error_t()
      guard let input = zip_source_buffer_create(buffer.baseAddress, zip_uint64_t(buffer.count), 0, &status)
      else {
        throw damaged(source, String(cString: zip_error_strerror(&status)))
      }
      guard let archive = zip_open_from_source(input, ZIP_RDONLY, &status) else {
        zip_source_free(input)
        throw damaged(source, String(cString: zip_error_strerror(&status)))
      }
      defer { zip_discard(archive) }
      return try body(try ZipReader(archive, source: source, size: bytes.count))
    }
  }

  private init(_ archive: OpaquePointer, source: String, size: Int) throws {
    self.archive = archive
    self.source = source
    // Numbers that were computed or drawn hardly compress; masks and zeros do, and are small.
    budget = 32 * size + 64 << 20
    let count = zip_get_num_entries(archive, 0)
    guard count <= Self.entryLimit else {
      throw FormatError.excessive(source: source, problem: "is an archive of \(count) entries")
    }
    let all = try (0..<max(0, count)).map { index in
      var status = zip_stat_t()
      guard zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0, let name = status.name else {
        throw Self.damaged(source, String(cString: zip_strerror(archive)))
      }
      return Entry(
        name: String(cString: name), index: zip_uint64_t(index), claimedSize: status.size,
        storedSize: status.comp_size,
        isCompressed: status.comp_method != ZIP_CM_STORE)
    }
    entries = all
    places = try Dictionary(all.enumerated().map { ($1.name, $0) }) { first, _ in
      throw FormatError.malformed(
        source: source, problem: "is an archive with two entries \"\(all[first].name)\"",
        remedy: "which of them counts is not said; keep one")
    }
  }

  /// The entry of that name.
  func entry(named name: some StringProtocol) -> Entry? { places[String(name)].map { entries[$0] } }

  /// The unpacked contents of an entry.
  ///
  /// - Parameter limit: the most bytes that it can honestly have.
  package func read(_ entry: Entry, limit: Int = .max) throws -> [UInt8] {
    let name = "\(source) (\(entry.name))"
    // A size is believed beforehand only to refuse; memory grows with what really comes out.
    guard let size = Int(exactly: entry.claimedSize), size <= min(limit, budget), Self.canUnpack(entry, to: size)
    else {
      throw FormatError.excessive(
        source: name, problem: "claims to unpack from \(entry.storedSize) to \(entry.claimedSize) bytes")
    }
    guard let file = zip_fopen_index(archive, entry.index, 0) else {
      throw Self.damaged(name, String(cString: zip_strerror(archive)))
    }
    defer { zip_fclose(file) }
    var bytes = [UInt8]()
    // A stored entry is as large as it is; one byte more shows its end, where its checksum is compared.
    let atOnce = entry.isCompressed ? 1 << 18 : size + 1
    bytes.reserveCapacity(entry.isCompressed ? min(size, 1 << 20) : 0)
    while true {
      let chunk = try chunk(of: file, atOnce, name)
      if chunk.isEmpty { break }
      guard bytes.count + chunk.count <= size else {
        throw Self.damaged(name, "unpacks to more than its directory says")
      }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
    }
    guard bytes.count == size else { throw Self.damaged(name, "unpacks to less than its directory says") }
    budget -= size
    return bytes
  }

  /// The next bytes of an entry, at most so many; none at its end.
  private func chunk(of file: OpaquePointer, _ atOnce: Int, _ name: String) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: atOnce) { buffer, filled in
      guard let start = buffer.baseAddress else { return }
      let count = zip_fread(file, start, zip_uint64_t(atOnce))
      guard count >= 0 else {
        throw Self.damaged(name, String(cString: zip_error_strerror(zip_file_get_error(file))))
      }
      filled = Int(count)
    }
  }

  /// Stored entries keep their size, and no deflated byte stands for more than 1,032.
  private static func canUnpack(_ entry: Entry, to size: Int) -> Bool {
    let most =
      entry.isCompressed ? entry.storedSize.multipliedReportingOverflow(by: 1032).partialValue : entry.storedSize
    return size <= most
  }

  private static func damaged(_ source: String, _ reason: String) -> FormatError {
    .malformed(
      source: source, problem: "is a damaged ZIP archive (\(reason))",
      remedy: "the file may be cut short; copy or download it again")
  }
}
