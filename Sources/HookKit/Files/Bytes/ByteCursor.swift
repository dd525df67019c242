/// Reads numbers and runs of bytes from a file's contents, and throws where it ends instead of trapping.
///
/// Every parser of binary formats here reads through a cursor, so that no length in a file is believed
/// before it was compared with the bytes that are really there.
public struct ByteCursor: Sendable {
  /// The whole contents.
  public let bytes: [UInt8]
  /// What errors call the contents: usually the path of the file.
  public let source: String
  /// The position of the next byte to read; never beyond the end.
  public private(set) var offset: Int

  /// Starts at `offset`, or at the end when that lies beyond it.
  public init(_ bytes: [UInt8], source: String, offset: Int = 0) {
    self.bytes = bytes
    self.source = source
    self.offset = min(max(0, offset), bytes.count)
  }

  /// How many bytes are left.
  public var remaining: Int { bytes.count - offset }

  /// The next byte.
  public mutating func byte() throws -> UInt8 {
    try require(1)
    defer { offset += 1 }
    return bytes[offset]
  }

  /// The next `count` bytes; throws when that many are not there.
  public mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
    try require(count)
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  /// The next little-endian integer.
  public mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
    let size = Value.bitWidth / 8
    var value: Value = 0
    for (place, byte) in try take(size).enumerated() {
      value |= Value(truncatingIfNeeded: byte) << (8 * place)
    }
    return value
  }

  /// The next big-endian double, as pickles write them.
  public mutating func bigEndianDouble() throws -> Double {
    Double(bitPattern: try integer(UInt64.self).byteSwapped)
  }

  /// A length of `Value`'s width, checked against the bytes that are left.
  public mutating func length<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Int {
    let claimed = try integer(type)
    guard let count = Int(exactly: claimed), count >= 0 else {
      throw FormatError.malformed(
        source: source, problem: "a length of \(claimed) at offset \(offset) is impossible")
    }
    try require(count)
    return count
  }

  /// The bytes up to the next line feed, which is skipped.
  public mutating func line() throws -> ArraySlice<UInt8> {
    guard let end = bytes[offset...].firstIndex(of: 0x0A) else {
      throw FormatError.truncated(source: source, offset: offset, needed: remaining + 1, available: remaining)
    }
    defer { offset = end + 1 }
    return bytes[offset..<end]
  }

  private func require(_ count: Int) throws {
    guard count <= remaining else {
      throw FormatError.truncated(source: source, offset: offset, needed: count, available: remaining)
    }
    precondition(count >= 0, "a negative count: lengths from files go through length(_:)")
  }
}
