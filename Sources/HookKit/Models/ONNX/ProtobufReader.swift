/// Reads the fields of one protobuf message from a part of a file's bytes.
///
/// Messages within it are read by readers of their own over the bytes of their fields, so that nothing is copied and no length
/// reaches beyond the message that has it. Source: protobuf.dev/programming-guides/encoding.
struct ProtobufReader {
  /// What a field holds.
  enum Value {
    case number(UInt64)
    /// Eight or four bytes that stand for a number of floating point or of fixed size.
    case bits64(UInt64), bits32(UInt32)
    /// A text, a message, or numbers one after the other.
    case bytes(Range<Int>)
  }

  let bytes: [UInt8]
  let source: String
  private let end: Int
  private var place: Int

  /// A reader of the whole file.
  init(_ bytes: [UInt8], source: String) { self.init(bytes, 0..<bytes.count, source: source) }

  private init(_ bytes: [UInt8], _ range: Range<Int>, source: String) {
    (self.bytes, self.source, place, end) = (bytes, source, range.lowerBound, range.upperBound)
  }

  /// A reader of the message in a part of the same bytes.
  func message(_ range: Range<Int>) -> ProtobufReader { ProtobufReader(bytes, range, source: source) }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Calls `body` with the number and value of each field, in order.
  func visit(_ body: (Int, Value) throws -> Void) throws {
    var reader = self
    while reader.place < end {
      let tag = try reader.varint()
      guard tag >> 3 > 0, tag >> 3 < 1 << 29 else { throw malformed("a field has the number \(tag >> 3)") }
      try body(Int(tag >> 3), try reader.value(Int(tag & 7)))
    }
  }

  /// The whole numbers of a field that is repeated: one at a time, or packed.
  func numbers(_ value: Value) throws -> [UInt64] {
    guard case .bytes(let range) = value else {
      guard case .number(let number) = value else { throw malformed("a list of whole numbers holds something else") }
      return [number]
    }
    var reader = message(range)
    var numbers: [UInt64] = []
    while reader.place < reader.end { numbers.append(try reader.varint()) }
    return numbers
  }

  /// The numbers of float32 of a field that is repeated.
  func floats(_ value: Value) throws -> [Float] {
    if case .bits32(let bits) = value { return [Float(bitPattern: bits)] }
    guard case .bytes(let range) = value, range.count % 4 == 0 else {
      throw malformed("a list of numbers holds something else")
    }
    var reader = message(range)
    return try (0..<range.count / 4).map { _ in Float(bitPattern: UInt32(try reader.fixed(4))) }
  }

  private mutating func value(_ wireType: Int) throws -> Value {
    switch wireType {
    case 0: return .number(try varint())
    case 1: return .bits64(try fixed(8))
    case 2:
      let length = try varint()
      guard length <= end - place else {
        throw malformed("a field of \(length) bytes at \(place) ends behind its message")
      }
      defer { place += Int(length) }
      return .bytes(place..<place + Int(length))
    case 5: return .bits32(UInt32(try fixed(4)))
    default: throw malformed("a field at \(place) has the unknown form \(wireType)")
    }
  }

  private mutating func varint() throws -> UInt64 {
    var (result, shift): (UInt64, UInt64) = (0, 0)
    while place < end, shift < 64 {
      let byte = bytes[place]
      place += 1
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
    throw malformed("a number at \(place) does not end")
  }

  private mutating func fixed(_ size: Int) throws -> UInt64 {
    guard end - place >= size else { throw malformed("a number at \(place) is cut short") }
    defer { place += size }
    return (0..<size).reduce(0) { $0 | UInt64(bytes[place + $1]) << (8 * UInt64($1)) }
  }

  func malformed(_ problem: String) -> FormatError {
    .malformed(
      source: source, problem: "is no ONNX file that can be read: \(problem)",
      remedy: "files of torch.export.save (.pt2) and torch.onnx.export (.onnx) are read")
  }
}
