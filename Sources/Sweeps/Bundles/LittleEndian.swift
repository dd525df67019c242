import Foundation

/// Whole numbers as base64 of their bytes, the lowest byte first.
enum LittleEndian {
  static func text<Number: FixedWidthInteger>(_ numbers: [Number]) -> String {
    var data = Data(capacity: numbers.count * MemoryLayout<Number>.size)
    for number in numbers {
      for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
        data.append(UInt8(truncatingIfNeeded: number >> Number(shift)))
      }
    }
    return data.base64EncodedString()
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
