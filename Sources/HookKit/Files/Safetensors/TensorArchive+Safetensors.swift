import Foundation

extension TensorArchive {
  /// More than the names and shapes of any model need; the format itself stops at 100 MB.
  private static let headerLimit = 32 << 20

  /// Reads the contents of a safetensors file, converting elements to float32.
  ///
  /// - Throws: ``FormatError`` when the header is no such header, or its offsets overlap, leave gaps or do not
  ///   fit the file.
  public init(safetensors bytes: [UInt8], source: String) throws {
    var cursor = ByteCursor(bytes, source: source)
    let length = try cursor.length(UInt64.self)
    guard length <= Self.headerLimit else {
      throw FormatError.excessive(source: source, problem: "claims a header of \(length) bytes")
    }
    let header: SafetensorsHeader
    do {
      header = try StrictJSON.decode(SafetensorsHeader.self, from: Array(try cursor.take(length)))
    } catch let error as DecodingError {
      throw FormatError.malformed(
        source: source, problem: "its header is not that of a safetensors file: \(error.plainReason)",
        remedy: "files of NumPy (.npy, .npz), safetensors and PyTorch (.pth) are read")
    }
    self.init(metadata: header.metadata)
    let start = cursor.offset
    var end = 0
    for (name, field) in header.fields {
      let array = try Self.array(name, field, after: end, dataSize: cursor.remaining, bytes, start, source)
      end += array.bytes.count
      self[name] = array.tensor
    }
    guard end == cursor.remaining else {
      throw FormatError.malformed(
        source: source, problem: "\(cursor.remaining - end) bytes at its end belong to no tensor",
        remedy: "the file may be damaged; copy or download it again")
    }
  }

  /// One tensor's data, which must start where the one before it ended.
  private static func array(
    _ name: String, _ field: SafetensorsHeader.Field, after end: Int, dataSize: Int, _ bytes: [UInt8],
    _ start: Int,
    _ source: String
  ) throws -> TypedArray {
    let subject = "\(source) (\(name))"
    guard let type = SafetensorsHeader.elementType(field.dtype) else {
      throw FormatError.unsupported(source: subject, problem: "elements of type \(field.dtype) are not read")
    }
    guard field.dataOffsets.count == 2, field.dataOffsets[0] == end, field.dataOffsets[1] >= end else {
      throw FormatError.malformed(
        source: subject,
        problem: "its data are said to be at \(field.dataOffsets), and the tensor before ends at \(end)",
        remedy: "data must follow each other without gaps or overlaps")
    }
    guard field.dataOffsets[1] <= dataSize else {
      throw FormatError.truncated(
        source: subject, offset: start + end, needed: field.dataOffsets[1] - end, available: dataSize - end)
    }
    guard let count = ClaimedSizes.count(field.shape, elementSize: type.size),
      count * type.size == field.dataOffsets[1] - end
    else {
      throw FormatError.malformed(
        source: subject, problem: "\(field.dataOffsets[1] - end) bytes do not fill a shape of \(field.shape)",
        remedy: "the file may be damaged; copy or download it again")
    }
    let data = bytes[start + end..<start + field.dataOffsets[1]]
    return TypedArray(type, shape: Shape(field.shape), bytes: Array(data))
  }

  /// The contents of a safetensors file with these tensors as F32, and the metadata in its header.
  public var safetensorsBytes: [UInt8] {
    var fields = [String]()
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key < $1.key }.map { "\(json($0.key)):\(json($0.value))" }
      fields.append("\(json(SafetensorsHeader.metadataKey)):{\(texts.joined(separator: ","))}")
    }
    var end = 0
    for entry in entries {
      let size = entry.tensor.shape.count * ElementType.float32.size
      let sizes = entry.tensor.shape.sizes.map(String.init).joined(separator: ",")
      fields.append(
        #"\#(json(entry.name)):{"dtype":"F32","shape":[\#(sizes)],"data_offsets":[\#(end),\#(end + size)]}"#)
      end += size
    }
    var header = Array("{\(fields.joined(separator: ","))}".utf8)
    // Spaces up to a multiple of 8, so that the data can be mapped.
    while !header.count.isMultiple(of: 8) { header.append(0x20) }
    var output = [UInt8]()
    output.reserveCapacity(8 + header.count + end)
    output.append(littleEndian: UInt64(header.count))
    output += header
    for entry in entries { output += TypedArray(entry.tensor).bytes }
    return output
  }

  /// A string as a JSON literal.
  private func json(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
