extension TensorArchive {
  /// Text beside the arrays is an entry `<key>.json`, which `numpy.load` gives as bytes.
  private static let textExtension = ".json"
  private static let arrayExtension = ".npy"

  /// Reads the contents of an `.npz` file, converting elements to float32.
  ///
  /// - Throws: `FormatError` when the archive or an array in it is damaged or holds elements that are no
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
    let arrays = entries.map {
      ZipWriter.Entry(name: $0.name + Self.arrayExtension, contents: TypedArray($0.tensor).npyBytes)
    }
    let texts = metadata.sorted { $0.key < $1.key }.map {
      ZipWriter.Entry(name: $0.key + Self.textExtension, contents: Array($0.value.utf8))
    }
    return try ZipWriter.archive(arrays + texts, isCompressed: true, path: path)
  }
}

extension TypedArray {
  /// The arrays of an `.npz` file by name, each with its own element type.
  ///
  /// - Throws: `FormatError` when the archive or an array in it is damaged or holds elements that are no
  ///   numbers.
  public static func arrays(npz bytes: [UInt8], source: String) throws -> [(name: String, array: TypedArray)]
  {
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
