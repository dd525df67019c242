/// The formats of files of tensors.
public enum TensorFormat: String, Sendable, CaseIterable {
  /// One NumPy array.
  case npy
  /// A ZIP archive of NumPy arrays.
  case npz
  /// Hugging Face's format: a JSON header and raw data.
  case safetensors
  /// PyTorch since 1.6: a ZIP archive with a pickle.
  case torchZip = "PyTorch (ZIP)"
  /// PyTorch before 1.6: pickles followed by raw data.
  case torchLegacy = "PyTorch (legacy)"
  /// A Python pickle of NumPy arrays; read only.
  case numpyPickle = "pickle of NumPy arrays"

  /// Whether a path's extension is that of files with tensors, pickles of NumPy arrays among them.
  static func isRead(_ path: String) -> Bool {
    TensorFormat(extensionOf: path) != nil || [".pickle", ".pkl"].contains { path.lowercased().hasSuffix($0) }
  }

  /// The format that a file's extension asks for when writing; nil when it is none.
  public init?(extensionOf path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "npy": self = .npy
    case "npz": self = .npz
    case "safetensors": self = .safetensors
    case "pth", "pt": self = .torchZip
    default: return nil
    }
  }

  /// The format that a file's first bytes show, whatever its name is.
  ///
  /// - Throws: `FormatError` when they are no format of tensors.
  public init(detecting bytes: [UInt8], source: String) throws {
    if bytes.starts(with: TypedArray.numpyMagic) {
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
