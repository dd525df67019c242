extension TensorArchive {
  /// Reads a file of tensors, in whichever format its contents are, converting elements to float32.
  ///
  /// An `.npy` file gives one tensor named `array`; a PyTorch file must hold a tensor or a dictionary of
  /// tensors.
  ///
  /// - Throws: `FileError` or ``FormatError``.
  public init(contentsOf path: String) throws {
    try self.init(FileInput.read(path), source: path)
  }

  /// Reads the contents of a file of tensors; see `init(contentsOf:)`.
  public init(_ bytes: [UInt8], source: String) throws {
    switch try TensorFormat(detecting: bytes, source: source) {
    case .npy: self.init(["array": try TypedArray(npy: bytes, source: source).tensor])
    case .npz: try self.init(npz: bytes, source: source)
    case .safetensors: try self.init(safetensors: bytes, source: source)
    case .torchZip, .torchLegacy: try self.init(TorchFile(bytes, source: source))
    case .numpyPickle:
      self.init()
      for (name, array) in try NumpyPickle.arrays(bytes, source: source) { self[name] = array.tensor }
    }
  }

  /// Writes the archive in the format of the path's extension: `.npz`, `.safetensors`, `.pth`, or `.npy` for
  /// one tensor.
  ///
  /// Only `.npz` and `.safetensors` have room for metadata.
  ///
  /// - Throws: `Fault` for an unknown extension, or `FileError`; nothing half-written is left.
  public func write(to path: String) throws {
    guard let format = TensorFormat(extensionOf: path) else {
      throw Fault(
        .usage, path, "its extension names no format for tensors", try: "use .npz, .safetensors, .pth or .npy")
    }
    let bytes =
      switch format {
      case .npz: try npzBytes(for: path)
      case .safetensors: safetensorsBytes
      case .npy: try npyBytes(for: path)
      // No extension asks for the last two.
      case .torchZip, .torchLegacy, .numpyPickle: try TorchFile.bytes(of: self, for: path)
      }
    try FileOutput.write([FileOutput.Contents(bytes, for: path)])
  }

  private func npyBytes(for path: String) throws -> [UInt8] {
    guard let only = entries.first, count == 1 else {
      throw Fault(
        .usage, path, "an .npy file holds one tensor, and there are \(count)", try: "use .npz or .safetensors")
    }
    return TypedArray(only.tensor).npyBytes
  }
}
