/// PyTorch before 1.6: three pickles about the file, one of the value, one of storage keys, then the
/// storages.
enum TorchLegacyLayout {
  /// 0x1950a86a20f9469cfc6c as pickle protocols from 2 on write it: `LONG1` of ten bytes.
  private static let magic: [UInt8] = [
    0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E,
  ]
  private static let protocolVersion = 1001

  /// Whether a file starts with PyTorch's magic number.
  static func isRecognised(_ bytes: [UInt8]) -> Bool {
    guard bytes.first == 0x80 else { return false }
    let body = bytes.dropFirst(2)
    // Protocol 4 puts a frame (one byte, and eight of length) around it.
    return body.starts(with: magic) || body.dropFirst(9).starts(with: magic)
  }

  static func read(_ bytes: [UInt8], source: String) throws -> TorchContents {
    var reader = PickleReader(bytes, source: source, allowing: TorchNames.allowed, others: .keptOpaque)
    _ = try reader.read()
    let version = try reader.read()
    guard version == .int(protocolVersion) else {
      throw FormatError.unsupported(
        source: source, problem: "is of PyTorch's legacy format in version \(version.summary); 1001 is read",
        remedy: "load it in PyTorch and save it again")
    }
    let isBigEndian = try reader.read()["little_endian"] == .bool(false)
    let root = try reader.read()
    guard let keys = try reader.read().elements else {
      throw FormatError.malformed(source: source, problem: "lacks the list of its storages")
    }
    let known = try root.torchStorages(source: source)
    var cursor = ByteCursor(bytes, source: source, offset: reader.offset)
    var storages = [String: [UInt8]]()
    for key in keys {
      guard let key = key.stringValue, let storage = known[key], storages[key] == nil else {
        throw FormatError.malformed(
          source: source, problem: "lists a storage \(key.summary) that no tensor refers to, or twice",
          remedy: "load it in PyTorch and save it again")
      }
      let count = try cursor.length(Int64.self)
      guard let size = (CheckedSize(count) * storage.elementType.size).value, count == storage.count else {
        throw FormatError.malformed(
          source: source, problem: "storage \"\(key)\" has \(count) elements of \(storage.count)")
      }
      let data = Array(try cursor.take(size))
      storages[key] = isBigEndian ? TypedArray.swapped(data, size: storage.elementType.size) : data
    }
    guard cursor.remaining == 0 else {
      throw FormatError.malformed(
        source: source, problem: "\(cursor.remaining) bytes at its end belong to no storage",
        remedy: "the file may be damaged; copy or download it again")
    }
    return TorchContents(root: root, sizes: storages.mapValues(\.count), storages: storages)
  }
}
