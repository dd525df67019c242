/// PyTorch since 1.6: `<name>/data.pkl` and `<name>/data/<key>` in a ZIP archive.
enum TorchZipLayout {
  static func read(_ bytes: [UInt8], source: String) throws -> TorchContents {
    try ZipReader.withArchive(bytes, source: source) { archive in
      guard
        let pickle = archive.entries.first(where: { $0.name.hasSuffix("/data.pkl") || $0.name == "data.pkl" })
      else {
        throw FormatError.malformed(source: source, problem: "is a ZIP archive without a data.pkl")
      }
      let folder = pickle.name.dropLast("data.pkl".count)
      var reader = PickleReader(
        try archive.read(pickle), source: "\(source) (data.pkl)", allowing: TorchNames.allowed)
      let root = try reader.read()
      let isBigEndian = try archive.entry(named: folder + "byteorder").map {
        try archive.read($0) == Array("big".utf8)
      }
      var storages = [String: [UInt8]]()
      let entries = Dictionary(archive.entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      for (key, storage) in root.torchStorages() {
        guard let entry = entries["\(folder)data/\(key)"] else {
          throw FormatError.malformed(
            source: source, problem: "lacks the data of storage \"\(key)\"",
            remedy: "the file may be damaged; copy or download it again")
        }
        let data = try archive.read(entry)
        guard storage.count <= data.count / storage.elementType.size else {
          throw FormatError.truncated(
            source: "\(source) (\(entry.name))", offset: 0, needed: storage.count, available: data.count)
        }
        storages[key] = isBigEndian == true ? TypedArray.swapped(data, size: storage.elementType.size) : data
      }
      return TorchContents(root: root, storages: storages)
    }
  }
}
