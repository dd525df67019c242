import Foundation

/// Whole numbers as base64 of their bytes, the lowest byte first.
enum LittleEndian {
  static func text<Number: FixedWidthInteger>(_ numbers: [Number]) -> String {
    ordered(numbers).withUnsafeBytes { Data($0) }.base64EncodedString()
  }

  /// Nil for text that is no base64, or not of whole numbers.
  static func numbers<Number: FixedWidthInteger>(_ text: String) -> [Number]? {
    let size = MemoryLayout<Number>.size
    guard let data = Data(base64Encoded: text), data.count % size == 0 else { return nil }
    return ordered(
      [Number](unsafeUninitializedCapacity: data.count / size) { numbers, count in
        data.copyBytes(to: UnsafeMutableRawBufferPointer(numbers))
        count = data.count / size
      })
  }

  /// Numbers whose bytes lie in memory from the lowest on; the same way leads back.
  private static func ordered<Number: FixedWidthInteger>(_ numbers: [Number]) -> [Number] {
    Int(1).littleEndian == 1 ? numbers : numbers.map(\.byteSwapped)
  }
}
