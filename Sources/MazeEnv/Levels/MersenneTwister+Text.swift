/// The text in which the GNU C++ library writes a generator: its words, then its position, in decimal.
extension MersenneTwister {
  /// 625 decimal numbers separated by one space: the words in storage order, then the position.
  public var text: String {
    var bytes = [UInt8]()
    appendText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads the text of a generator; any white space may separate the numbers.
  ///
  /// Nil unless there are exactly 625 numbers, all in range.
  public init?(text: String) { self.init(text: Array(text.utf8)[...]) }

  package init?(text: ArraySlice<UInt8>) {
    var numbers = [UInt32]()
    numbers.reserveCapacity(Self.size + 1)
    var index = text.startIndex
    while index < text.endIndex {
      if Self.isSpace(text[index]) {
        index += 1
        continue
      }
      var value: UInt64 = 0
      while index < text.endIndex, !Self.isSpace(text[index]) {
        let digit = text[index] &- 48
        guard digit < 10 else { return nil }
        value = value * 10 + UInt64(digit)
        guard value <= UInt64(UInt32.max) else { return nil }
        index += 1
      }
      guard numbers.count <= Self.size else { return nil }
      numbers.append(UInt32(value))
    }
    guard numbers.count == Self.size + 1, let position = numbers.popLast() else { return nil }
    self.init(words: numbers, position: Int(position))
  }

  func appendText(to bytes: inout [UInt8]) {
    for word in words {
      Self.appendDecimal(word, to: &bytes)
      bytes.append(32)
    }
    Self.appendDecimal(UInt32(position), to: &bytes)
  }

  private static func appendDecimal(_ value: UInt32, to bytes: inout [UInt8]) {
    var divisor: UInt32 = 1
    while value / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(value / divisor % 10) + 48)
      divisor /= 10
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}
