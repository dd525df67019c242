extension TypedArray {
  static let numpyMagic: [UInt8] = [0x93] + "NUMPY".utf8

  /// Reads the contents of an `.npy` file, format versions 1 to 3, either byte and axis order.
  ///
  /// - Parameters:
  ///   - bytes: the file's contents.
  ///   - source: what errors call the contents: usually the path of the file.
  /// - Throws: ``FormatError`` when they are damaged or hold elements that are no numbers.
  public init(npy bytes: [UInt8], source: String) throws {
    var cursor = ByteCursor(bytes, source: source)
    guard try cursor.take(6).elementsEqual(Self.numpyMagic) else {
      throw FormatError.malformed(
        source: source, problem: "is not a NumPy array", remedy: "save one with numpy.save")
    }
    let version = try cursor.byte()
    let minor = try cursor.byte()
    guard (1...3).contains(version), minor == 0 else {
      throw FormatError.unsupported(
        source: source, problem: "version \(version).\(minor) of the .npy format is unknown; 1 to 3 are read")
    }
    let length = version == 1 ? try cursor.length(UInt16.self) : try cursor.length(UInt32.self)
    let header = try NumpyHeader(String(decoding: try cursor.take(length), as: UTF8.self), source: source)
    guard let count = ClaimedSizes.count(header.sizes, elementSize: header.elementType.size) else {
      throw FormatError.excessive(source: source, problem: "claims a shape of \(header.sizes)")
    }
    var data = Array(try cursor.take(count * header.elementType.size))
    guard cursor.remaining == 0 else {
      throw FormatError.malformed(
        source: source, problem: "\(cursor.remaining) bytes follow the array of shape \(Shape(header.sizes))",
        remedy: "a file holds one array; save several with numpy.savez")
    }
    if header.isBigEndian { data = Self.swapped(data, size: header.elementType.size) }
    if header.isFortranOrder { data = Self.rowMajor(data, sizes: header.sizes, elementSize: header.elementType.size) }
    self.init(header.elementType, shape: Shape(header.sizes), bytes: data)
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
  /// - Throws: `FileError`, ``FormatError`` or ``PickleError``.
  public init(contentsOf path: String) throws {
    let bytes = try FileInput.read(path)
    guard NumpyPickle.isRecognised(bytes) else {
      try self.init(npy: bytes, source: path)
      return
    }
    let arrays = try NumpyPickle.arrays(bytes, source: path)
    guard let only = arrays.first, arrays.count == 1 else {
      throw TensorArchiveError.severalTensors(source: path, names: arrays.map(\.name))
    }
    self = only.array
  }

  /// The contents of an `.npy` file with this array. NumPy has no bfloat16: such elements are written as
  /// float32.
  public var npyBytes: [UInt8] {
    guard let description = NumpyHeader.description(of: elementType) else {
      return TypedArray(tensor).npyBytes
    }
    return Self.npyHeader(description, sizes: shape.sizes, length: nil) + bytes
  }

  /// What stands before the elements in an `.npy` file, filled up with spaces to `length` bytes.
  ///
  /// - Precondition: NumPy has the type, and the header is not longer.
  static func npyHeader(_ type: ElementType, sizes: [Int], length: Int) -> [UInt8] {
    guard let description = NumpyHeader.description(of: type) else { preconditionFailure("NumPy has no \(type)") }
    return npyHeader(description, sizes: sizes, length: length)
  }

  private static func npyHeader(_ description: String, sizes: [Int], length: Int?) -> [UInt8] {
    let shape = sizes.map(String.init).joined(separator: ", ") + (sizes.count == 1 ? "," : "")
    var header = "{'descr': '\(description)', 'fortran_order': False, 'shape': (\(shape)), }"
    // Magic, version, length, header and a line feed together end on a multiple of 64, so that data can be
    // mapped.
    let used = numpyMagic.count + 2 + 2 + header.utf8.count + 1
    let filled = length ?? (used + 63) / 64 * 64
    precondition(filled >= used, "a header of \(used) bytes does not fit \(filled)")
    header += String(repeating: " ", count: filled - used) + "\n"
    var output = numpyMagic + [1, 0]
    output.append(littleEndian: UInt16(header.utf8.count))
    return output + header.utf8
  }
}
