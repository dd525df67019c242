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
  /// A Python pickle of NumPy arrays, joblib's too; read only.
  case numpyPickle = "pickle of NumPy arrays"

  /// Whether a path's extension is that of files with tensors, pickles of NumPy arrays among them.
  static func isRead(_ path: String) -> Bool {
    TensorFormat(extensionOf: path) != nil
      || [".pickle", ".pkl", ".joblib"].contains { path.lowercased().hasSuffix($0) }
  }

  /// The format that a file's extension asks for when writing; nil when it is none.
  public init?(extensionOf path: String) {
    let name = FileSystem.name(of: path)
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "npy": self = .npy
    case "npz": self = .npz
    case "safetensors": self = .safetensors
    case "pth", "pt": self = .torchZip
    default: return nil
    }
  }
}
