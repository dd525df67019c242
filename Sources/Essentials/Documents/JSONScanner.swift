/// Walks through a JSON text for what decoders pass over: keys that are given twice, and what is no JSON.
struct JSONScanner {
  /// The first thing that is wrong.
  enum Fault: Error {
    case repeatedKey(String, path: [AnyKey])
    case notJSON(offset: Int)
  }

  /// Foundation's decoder stops at this depth too.
  private static let deepest = 512

  private let bytes: [UInt8]
  private var place = 0
  private var path: [AnyKey] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func fault() -> Fault? {
    do throws(Fault) {
      try value()
      skipSpace()
      if place < bytes.count { throw notJSON }
      return nil
    } catch { return error }
  }

  private var notJSON: Fault { .notJSON(offset: place) }
  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  private mutating func accepts(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Fault) {
    guard accepts(character) else { throw notJSON }
  }

  private mutating func value() throws(Fault) {
    guard path.count < Self.deepest else { throw notJSON }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): try record()
    case UInt8(ascii: "["): try list()
    case UInt8(ascii: "\""): _ = try string(isNeeded: false)
    case nil: throw notJSON
    default: try word()
    }
  }

  private mutating func record() throws(Fault) {
    try expect("{")
    if accepts("}") { return }
    var keys = Set<String>()
    repeat {
      let key = try string(isNeeded: true)
      guard keys.insert(key).inserted else { throw .repeatedKey(key, path: path) }
      try expect(":")
      path.append(AnyKey(stringValue: key))
      try value()
      path.removeLast()
    } while accepts(",")
    try expect("}")
  }

  private mutating func list() throws(Fault) {
    try expect("[")
    if accepts("]") { return }
    var index = 0
    repeat {
      path.append(AnyKey(intValue: index))
      try value()
      path.removeLast()
      index += 1
    } while accepts(",")
    try expect("]")
  }

  /// A number, `true`, `false` or `null`, which the decoder judges.
  private mutating func word() throws(Fault) {
    let start = place
    while let byte = next, !" \t\r\n,]}:{[\"".utf8.contains(byte) { place += 1 }
    if place == start { throw notJSON }
  }

  /// Passes over a text; returns it, without its escapes, only where it is needed.
  private mutating func string(isNeeded: Bool) throws(Fault) -> String {
    try expect("\"")
    let start = place
    var hasEscapes = false
    while let byte = next, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        place += 1
      }
      place += 1
    }
    guard next != nil else { throw notJSON }
    defer { place += 1 }
    guard isNeeded else { return "" }
    return try hasEscapes ? unescaped(bytes[start..<place]) : String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private func unescaped(_ text: ArraySlice<UInt8>) throws(Fault) -> String {
    var units: [UInt16] = []
    var rest = Substring(decoding: text, as: UTF8.self).unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        units += String(scalar).utf16
        continue
      }
      switch rest.popFirst() {
      case "u":
        guard let unit = UInt16(String(rest.prefix(4)), radix: 16) else { throw notJSON }
        units.append(unit)
        rest = rest.dropFirst(4)
      case "n": units.append(0x0A)
      case "t": units.append(0x09)
      case "r": units.append(0x0D)
      case "b": units.append(0x08)
      case "f": units.append(0x0C)
      case let other?: units += String(other).utf16
      case nil: throw notJSON
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}
