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

  /// The contents of an `.npz` file, compressed; each text of the metadata is an array of no axes, `str(archive[key])`.
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

  /// Calls `body` with every array of numbers, and `text` with the key and contents of every text: of a list of texts
  /// as JSON. Files of before have texts as `<key>.json`. There is nothing else in such a file.
  fileprivate static func visit(
    npz bytes: [UInt8], source: String, body: (String, TypedArray) -> Void, text: (String, String) -> Void
  ) throws {
    try ZipReader.withArchive(bytes, source: source) { archive in
      for entry in archive.entries {
        if entry.name.hasSuffix(".npy") {
          let name = String(entry.name.dropLast(4))
          let file = try NumpyFile(try archive.read(entry), source: "\(source) (\(name))")
          if let found = try NumpyTexts(file) { text(name, found.plain) } else { body(name, try TypedArray(file)) }
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

extension NumpyTexts {
  /// The text, or the list as JSON.
  fileprivate var plain: String { isSingle ? texts[0] : JSONValue.array(texts.map { .string($0) }).line }
}
