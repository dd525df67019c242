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
    } else if bytes.count > 8, bytes[8] == UInt8(ascii: "{") {
      self = .safetensors
    } else {
      let problem = bytes.isEmpty ? "is empty" : "is not a file of tensors"
      throw FormatError.malformed(
        source: source, problem: problem,
        remedy: "files of NumPy (.npy, .npz), safetensors and PyTorch (.pth) are read")
    }
  }
}
