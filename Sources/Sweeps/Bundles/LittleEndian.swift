import Foundation

/// Whole numbers as base64 of their bytes, the lowest byte first.
enum LittleEndian {
  static func text<Number: FixedWidthInteger>(_ numbers: [Number]) -> String {
    let size = Number.bitWidth / 8
    var bytes = [UInt8](repeating: 0, count: numbers.count * size)
    for (place, number) in numbers.enumerated() {
      for byte in 0..<size { bytes[place * size + byte] = UInt8(truncatingIfNeeded: number >> Number(8 * byte)) }
    }
    return Data(bytes).base64EncodedString()
  }

  /// Nil for text that is no base64, or not of whole numbers.
  static func numbers<Number: FixedWidthInteger>(_ text: String) -> [Number]? {
    let size = Number.bitWidth / 8
    guard let data = Data(base64Encoded: text), data.count % size == 0 else { return nil }
    let bytes = [UInt8](data)
    return stride(from: 0, to: bytes.count, by: size).map { start in
      (0..<size).reduce(Number(0)) { $0 | Number(truncatingIfNeeded: bytes[start + $1]) << Number(8 * $1) }
    }
  }
}
