extension TensorFormat {
  /// The format that a file's first bytes show, whatever its name is.
  ///
  /// - Throws: ``FormatError`` when they are no format of tensors.
  public init(detecting bytes: [UInt8], source: String) throws {
    if bytes.starts(with: NumpyFile.magic) {
      self = .npy
    } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      let isTorch = try ZipReader.withArchive(bytes, source: source) { archive in
        archive.entries.contains { TorchZipLayout.isPickle($0.name) }
      }
      self = isTorch ? .torchZip : .npz
    } else if TorchLegacyLayout.isRecognised(bytes) {
      self = .torchLegacy
    } else if NumpyPickle.isRecognised(bytes) {
      self = .numpyPickle
    } else if bytes.count > 8, bytes[8] == UInt8(ascii: "{"), bytes[7] == 0 || Self.compression(of: bytes) == nil {
      self = .safetensors
    } else if let compression = Self.compression(of: bytes) {
      throw FormatError.unsupported(
        source: source, problem: "is compressed (\(compression))",
        remedy: "files are read as they are: decompress it, or for one of joblib's joblib.dump(joblib.load(path), new)")
    } else {
      let problem = bytes.isEmpty ? "is empty" : "is not a file of tensors"
      throw FormatError.malformed(
        source: source, problem: problem,
        remedy: "files of NumPy (.npy, .npz), safetensors and PyTorch (.pth) are read")
    }
  }

  /// How a file was compressed as a whole, by its first bytes; nil for one that was not.
  private static func compression(of bytes: [UInt8]) -> String? {
    let beginnings: [(name: String, bytes: [UInt8])] = [
      ("gzip", [0x1F, 0x8B]), ("bzip2", Array("BZh".utf8)), ("xz", [0xFD] + "7zXZ".utf8), ("lzma", [0x5D, 0, 0]),
      ("lz4", [0x04, 0x22, 0x4D, 0x18]), ("zlib", Array("ZF0x".utf8)),
    ]
    if let found = beginnings.first(where: { bytes.starts(with: $0.bytes) }) { return found.name }
    // Two bytes of zlib, the first of which says that all of the window is used.
    let isZlib = bytes.count > 2 && bytes[0] == 0x78 && (0x7800 + Int(bytes[1])).isMultiple(of: 31)
    return isZlib ? "zlib" : nil
  }
}
