extension TypedArray {
  /// Reads the contents of an `.npy` file, format versions 1 to 3, either byte and axis order.
  ///
  /// - Parameters:
  ///   - bytes: the file's contents.
  ///   - source: what errors call the contents: usually the path of the file.
  /// - Throws: ``FormatError`` when they are damaged or hold elements that are no numbers.
  public init(npy bytes: [UInt8], source: String) throws {
    try self.init(NumpyFile(bytes, source: source))
  }

  /// The array of an `.npy` file that was taken apart.
  ///
  /// - Throws: `FormatError` when its elements are no numbers.
  init(_ file: NumpyFile) throws {
    guard case .number(let type) = file.header.element else {
      throw NumpyHeader.unread("<U\(file.header.element.size / 4)", source: file.source)
    }
    var data = Array(file.data)
    if file.header.isBigEndian { data = Self.swapped(data, size: type.size) }
    let sizes = file.header.sizes
    if file.header.isFortranOrder { data = Self.rowMajor(data, sizes: sizes, elementSize: type.size) }
    self.init(type, shape: Shape(sizes), bytes: data)
  }

  /// Elements in row-major order, from the order of Fortran.
  ///
  /// - Precondition: `data` holds exactly that many.
  static func rowMajor(_ data: [UInt8], sizes: [Int], elementSize: Int) -> [UInt8] {
    var (strides, step) = ([Int](), 1)
    for size in sizes {
      strides.append(step)
      // Cannot overflow: the count of all elements was checked.
      step *= max(1, size)
    }
    let view = StridedView(elementSize: elementSize, sizes: sizes, strides: strides, offset: 0)
    return view.contiguousBytes(of: data)
  }

  /// Reads an `.npy` file, or a pickle of one array.
  ///
  /// - Throws: `FileError` or ``FormatError``.
  public init(contentsOf path: String) throws { try self.init(FileInput.read(path), source: path) }

  /// Reads the contents of such a file; see `init(contentsOf:)`.
  package init(_ bytes: [UInt8], source: String) throws {
    guard NumpyPickle.isRecognised(bytes) else {
      try self.init(npy: bytes, source: source)
      return
    }
    let arrays = try NumpyPickle.arrays(bytes, source: source)
    guard let only = arrays.first, arrays.count == 1 else {
      throw TensorArchive.several(source, arrays.map(\.name))
    }
    self = only.array
  }

  /// The contents of an `.npy` file with this array. NumPy has no bfloat16: such elements are written as
  /// float32.
  public var npyBytes: [UInt8] {
    guard let description = NumpyHeader.description(of: elementType) else {
      return TypedArray(tensor).npyBytes
    }
    return NumpyFile.header(description, sizes: shape.sizes) + bytes
  }

  /// What stands before the elements in an `.npy` file, filled up with spaces to `length` bytes.
  ///
  /// - Precondition: NumPy has the type, and the header is not longer.
  static func npyHeader(_ type: ElementType, sizes: [Int], length: Int) -> [UInt8] {
    guard let description = NumpyHeader.description(of: type) else { preconditionFailure("NumPy has no \(type)") }
    return NumpyFile.header(description, sizes: sizes, length: length)
  }
}
