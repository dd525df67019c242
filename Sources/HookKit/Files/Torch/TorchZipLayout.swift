/// PyTorch since 1.6: `<name>/data.pkl` and `<name>/data/<key>` in a ZIP archive.
enum TorchZipLayout {
  /// Far more than the names and shapes of a checkpoint take, however much its training program adds.
  private static let pickleLimit = 64 << 20

  /// Whether an entry's name is that of the pickle.
  static func isPickle(_ name: String) -> Bool { name == "data.pkl" || name.hasSuffix("/data.pkl") }

  /// - Parameter wanted: the part of the saved value whose numbers are read.
  static func read(
    _ bytes: [UInt8], source: String, _ wanted: (PickleValue) -> PickleValue
  ) throws -> TorchContents {
    try ZipReader.withArchive(bytes, source: source) { archive in
      let pickles = archive.entries.filter { isPickle($0.name) }
      guard let pickle = pickles.first, pickles.count == 1 else {
        throw FormatError.malformed(
          source: source, problem: "is a ZIP archive with \(pickles.isEmpty ? "no" : "more than one") data.pkl",
          remedy: "a file of torch.save has one")
      }
      let folder = pickle.name.dropLast("data.pkl".count)
      let root = try root(of: archive.read(pickle, limit: pickleLimit), source: "\(source) (data.pkl)")
      let isBigEndian = try archive.entry(named: folder + "byteorder").map {
        try isBig(archive.read($0, limit: 64), source: source)
      }
      let entries = try root.torchStorages(source: source).mapValues { storage in
        (storage, try entry(of: storage, archive.entry(named: "\(folder)data/\(storage.key)"), source))
      }
      let keys = try wanted(root).torchStorages(source: source).keys
      let storages = try entries.filter { keys.contains($0.key) }.mapValues { storage, entry in
        let data = try archive.read(entry, limit: storage.byteCount ?? 0)
        return isBigEndian == true ? TypedArray.swapped(data, size: storage.elementType.size) : data
      }
      return TorchContents(root: root, sizes: entries.mapValues { $0.0.byteCount ?? 0 }, storages: storages)
    }
  }

  private static func root(of bytes: [UInt8], source: String) throws -> PickleValue {
    var reader = PickleReader(bytes, source: source, allowing: TorchNames.allowed, others: .keptOpaque)
    let root = try reader.read()
    try reader.expectEnd()
    return root
  }

  private static func isBig(_ text: [UInt8], source: String) throws -> Bool {
    guard ["big", "little"].contains(where: { text.elementsEqual($0.utf8) }) else {
      throw FormatError.malformed(source: source, problem: "its byte order is neither little nor big")
    }
    return text.elementsEqual("big".utf8)
  }

  /// The entry of a storage, which has the size that the tensors in it say.
  private static func entry(
    of storage: TorchTensor.Storage, _ entry: ZipReader.Entry?, _ source: String
  ) throws -> ZipReader.Entry {
    guard let entry else {
      throw FormatError.malformed(
        source: source, problem: "lacks the data of storage \"\(storage.key)\"",
        remedy: "the file may be damaged; copy or download it again")
    }
    guard let size = storage.byteCount, UInt64(size) == entry.claimedSize else {
      throw FormatError.malformed(
        source: "\(source) (\(entry.name))",
        problem: "has \(entry.claimedSize) bytes, and the tensors in it take \(storage.count) elements of "
          + "\(storage.elementType.size)",
        remedy: "the file may be damaged; copy or download it again")
    }
    return entry
  }
}
