/// Named arrays that keep their element types, with text about them: what an `.npz` file holds.
///
/// Identifiers (levels, seeds, steps, squares) are whole numbers there; a ``TensorArchive`` has float32 only.
public struct ArrayArchive: Sendable, Equatable {
  /// The arrays, in the order in which they were added.
  public private(set) var entries: [(name: String, array: TypedArray)] = []
  /// Lists of texts, by name.
  public var texts: [String: [String]] = [:]
  /// Text by key; HookKit keeps a file's recipe (JSON) under `recipe`.
  public var metadata: [String: String]

  /// An archive of nothing.
  public init(metadata: [String: String] = [:]) { self.metadata = metadata }

  /// The array of that name. Setting one replaces it in its place, or appends it; setting nil removes it.
  public subscript(name: String) -> TypedArray? {
    get { entries.first { $0.name == name }?.array }
    set {
      let place = entries.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let array?): entries[place].array = array
      case (nil, let array?): entries.append((name, array))
      case (let place?, nil): entries.remove(at: place)
      case (nil, nil): break
      }
    }
  }

  /// The contents of an `.npz` file, compressed. All entries are arrays that NumPy reads: a list of texts has one axis, and
  /// a text of the metadata none (`str(archive["recipe"])`).
  ///
  /// - Precondition: no two have the same name.
  /// - Parameter path: where they are going, for errors.
  public func npzBytes(for path: String) throws -> [UInt8] {
    let arrays = entries.map { ZipWriter.Entry(name: $0.name + ".npy", contents: $0.array.npyBytes) }
    let lists = texts.map { ($0.key, NumpyTexts($0.value)) } + metadata.map { ($0.key, NumpyTexts($0.value)) }
    let others = lists.sorted { $0.0 < $1.0 }.map { ZipWriter.Entry(name: $0 + ".npy", contents: $1.npyBytes) }
    return try ZipWriter.archive(arrays + others, isCompressed: true, path: path)
  }

  public static func == (left: ArrayArchive, right: ArrayArchive) -> Bool {
    left.metadata == right.metadata && left.texts == right.texts
      && left.entries.elementsEqual(right.entries) { $0 == $1 }
  }
}
