/// An `.npy` file taken apart: what its header says, and the bytes of its elements.
struct NumpyFile {
  static let magic: [UInt8] = [0x93] + "NUMPY".utf8

  let header: NumpyHeader
  let data: ArraySlice<UInt8>
  /// What errors call it.
  let source: String

  /// Reads format versions 1 to 3.
  ///
  /// - Throws: `FormatError` when it is damaged, or holds neither numbers nor texts.
  init(_ bytes: [UInt8], source: String) throws {
    self.source = source
    var cursor = ByteCursor(bytes, source: source)
    guard try cursor.take(6).elementsEqual(Self.magic) else {
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
    header = try NumpyHeader(String(decoding: try cursor.take(length), as: UTF8.self), source: source)
    guard let count = ClaimedSizes.count(header.sizes, elementSize: header.element.size) else {
      throw FormatError.excessive(source: source, problem: "claims a shape of \(header.sizes)")
    }
    data = try cursor.take(count * header.element.size)
    guard cursor.remaining == 0 else {
      throw FormatError.malformed(
        source: source, problem: "\(cursor.remaining) bytes follow the array of shape \(Shape(header.sizes))",
        remedy: "a file holds one array; save several with numpy.savez")
    }
  }

  /// What stands before the elements: filled up with spaces to `length` bytes, or to a multiple of 64, so that data can
  /// be mapped.
  ///
  /// - Precondition: it is not longer.
  static func header(_ description: String, sizes: [Int], length: Int? = nil) -> [UInt8] {
    let shape = sizes.map(String.init).joined(separator: ", ") + (sizes.count == 1 ? "," : "")
    var header = "{'descr': '\(description)', 'fortran_order': False, 'shape': (\(shape)), }"
    // Magic, version, length, header and a line feed.
    let used = magic.count + 2 + 2 + header.utf8.count + 1
    let filled = length ?? (used + 63) / 64 * 64
    precondition(filled >= used, "a header of \(used) bytes does not fit \(filled)")
    header += String(repeating: " ", count: filled - used) + "\n"
    var output = magic + [1, 0]
    output.append(littleEndian: UInt16(header.utf8.count))
    return output + header.utf8
  }
}
