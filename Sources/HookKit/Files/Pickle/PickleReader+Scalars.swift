extension PickleReader {
  /// The number (or `None`, or boolean) that an instruction carries.
  mutating func number(_ opcode: PickleOpcode) throws -> PickleValue {
    switch opcode {
    case .none: return .none
    case .newtrue: return .bool(true)
    case .newfalse: return .bool(false)
    case .binint: return .int(Int(try cursor.integer(Int32.self)))
    case .binint1: return .int(Int(try cursor.byte()))
    case .binint2: return .int(Int(try cursor.integer(UInt16.self)))
    case .long1: return integer(try cursor.take(Int(try cursor.byte())))
    case .long4: return integer(try cursor.take(try cursor.length(Int32.self)))
    case .binfloat: return .float(try cursor.bigEndianDouble())
    case .float: return .float(try parsed("a float", Double.init))
    case .long:
      return .int(
        try parsed("an integer of at most 64 bits") { Int($0.hasSuffix("L") ? $0.dropLast() : $0[...]) })
    default: return try intLine()
    }
  }

  /// Text or bytes that an instruction carries.
  mutating func text(_ opcode: PickleOpcode) throws -> PickleValue {
    switch opcode {
    case .shortBinunicode: return try utf8(cursor.take(Int(try cursor.byte())))
    case .binunicode: return try utf8(cursor.take(try cursor.length(UInt32.self)))
    case .binunicode8: return try utf8(cursor.take(try cursor.length(UInt64.self)))
    case .shortBinbytes: return .bytes(Array(try cursor.take(Int(try cursor.byte()))))
    case .binbytes: return .bytes(Array(try cursor.take(try cursor.length(UInt32.self))))
    case .binbytes8, .bytearray8: return .bytes(Array(try cursor.take(try cursor.length(UInt64.self))))
    case .shortBinstring: return python2String(try cursor.take(Int(try cursor.byte())))
    case .binstring: return python2String(try cursor.take(try cursor.length(Int32.self)))
    case .unicode: return .string(try rawUnicodeEscaped(try cursor.line()))
    default: return try quotedString()
    }
  }

  /// A line of ASCII, as protocol 0 writes names and numbers.
  mutating func asciiLine() throws -> String {
    let line = try cursor.line()
    guard line.count <= 1000, line.allSatisfy({ $0 < 0x80 }) else {
      throw malformed("a line is not short ASCII text")
    }
    return String(decoding: line, as: UTF8.self)
  }

  private mutating func parsed<Value>(_ kind: String, _ parse: (String) -> Value?) throws -> Value {
    let line = try asciiLine()
    guard let value = parse(line) else { throw malformed("\"\(line)\" is not \(kind)") }
    return value
  }

  /// `I01` and `I00` are protocol 0's booleans.
  private mutating func intLine() throws -> PickleValue {
    let line = try asciiLine()
    if line == "01" { return .bool(true) }
    if line == "00" { return .bool(false) }
    guard let value = Int(line) else { throw malformed("\"\(line)\" is not an integer of at most 64 bits") }
    return .int(value)
  }

  /// Little-endian two's complement of any length.
  private func integer(_ bytes: ArraySlice<UInt8>) -> PickleValue {
    guard bytes.count <= 8 else { return .bigInt(Array(bytes)) }
    let isNegative = (bytes.last ?? 0) >= 0x80
    var value: UInt64 = isNegative ? .max : 0
    for byte in bytes.reversed() { value = value << 8 | UInt64(byte) }
    return .int(Int(Int64(bitPattern: value)))
  }

  private func utf8(_ bytes: ArraySlice<UInt8>) throws -> PickleValue {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw malformed("a string is not UTF-8")
    }
    return .string(text)
  }

  /// Python 2 had one type for both: text when it is UTF-8, else bytes.
  private func python2String(_ bytes: ArraySlice<UInt8>) -> PickleValue {
    String(validating: bytes, as: UTF8.self).map(PickleValue.string) ?? .bytes(Array(bytes))
  }

  /// Protocol 0's `S`: a quoted Python literal. Escapes other than quotes and backslashes are not needed by
  /// any file here.
  private mutating func quotedString() throws -> PickleValue {
    let line = try cursor.line()
    guard line.count >= 2, let quote = line.first, quote == line.last, quote == 0x22 || quote == 0x27 else {
      throw malformed("a string is not quoted")
    }
    let body = line.dropFirst().dropLast()
    guard !body.contains(0x5C) else {
      throw unsupported("STRING with escapes")
    }
    return python2String(body)
  }

  /// Protocol 0's `V`: Latin-1 with `\uXXXX` and `\UXXXXXXXX`.
  private func rawUnicodeEscaped(_ line: ArraySlice<UInt8>) throws -> String {
    var text = String.UnicodeScalarView()
    var rest = line
    while let byte = rest.popFirst() {
      let digits = rest.first == UInt8(ascii: "u") ? 4 : rest.first == UInt8(ascii: "U") ? 8 : 0
      guard byte == UInt8(ascii: "\\"), digits > 0 else {
        text.append(Unicode.Scalar(byte))
        continue
      }
      let code = String(decoding: rest.dropFirst().prefix(digits), as: UTF8.self)
      guard code.utf8.count == digits, let number = UInt32(code, radix: 16),
        let scalar = Unicode.Scalar(number)
      else {
        throw malformed("\"\\\(code)\" is not a character")
      }
      text.append(scalar)
      rest = rest.dropFirst(1 + digits)
    }
    return String(text)
  }
}
