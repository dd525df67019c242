extension TensorArchive {
  /// Reads the contents of an `.npz` file, converting elements to float32.
  ///
  /// - Throws: ``FormatError`` when the archive or an array in it is damaged or holds elements that are no
  ///   numbers.
  public init(npz bytes: [UInt8], source: String) throws {
    self.init()
    try TypedArray.visit(npz: bytes, source: source) {
      self[$0] = $1.tensor
    } text: {
      metadata[$0] = $1
    }
  }

  /// The contents of an `.npz` file, compressed, with the metadata as entries `<key>.json`.
  ///
  /// - Parameter path: where they are going, for errors.
  public func npzBytes(for path: String) throws -> [UInt8] {
    var archive = ArrayArchive(metadata: metadata)
    for entry in entries { archive[entry.name] = TypedArray(entry.tensor) }
    return try archive.npzBytes(for: path)
  }
}

extension TypedArray {
  /// The arrays of an `.npz` file by name, each with its own element type.
  ///
  /// - Throws: ``FormatError`` when the archive or an array in it is damaged or holds elements that are no
  ///   numbers.
  public static func arrays(npz bytes: [UInt8], source: String) throws -> [(name: String, array: TypedArray)] {
    var arrays = [(name: String, array: TypedArray)]()
    try visit(npz: bytes, source: source) {
      arrays.append(($0, $1))
    } text: { _, _ in
    }
    return arrays
  }

  /// Calls `body` with every array, and `text` with the key and contents of every `<key>.json`. There is nothing
  /// else in such a file.
  fileprivate static func visit(
    npz bytes: [UInt8], source: String, body: (String, TypedArray) -> Void, text: (String, String) -> Void
  ) throws {
    try ZipReader.withArchive(bytes, source: source) { archive in
      for entry in archive.entries {
        if entry.name.hasSuffix(".npy") {
          let name = String(entry.name.dropLast(4))
          body(name, try TypedArray(npy: try archive.read(entry), source: "\(source) (\(name))"))
        } else if entry.name.hasSuffix(".json"),
          let contents = String(validating: try archive.read(entry), as: UTF8.self)
        {
          text(String(entry.name.dropLast(5)), contents)
        } else {
          throw FormatError.unsupported(
            source: source, problem: "holds \"\(entry.name)\", which is neither an array (.npy) nor text (.json)",
            remedy: "save the arrays alone: numpy.savez")
        }
      }
    }
  }
}
