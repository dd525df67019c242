/// What the header of an `.npy` file says: a Python dictionary such as
/// `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
struct NumpyHeader {
  /// What an array consists of.
  enum Element: Equatable {
    case number(ElementType)
    /// Texts of at most that many characters, four bytes each.
    case text(length: Int)

    /// How many bytes one takes.
    var size: Int {
      switch self {
      case .number(let type): type.size
      case .text(let length): 4 * length
      }
    }
  }

  var element: Element
  var isBigEndian: Bool
  var isFortranOrder: Bool
  var sizes: [Int]

  /// Parses the text of a header.
  init(_ text: String, source: String) throws {
    var scanner = PythonLiteralScanner(text: Array(text.utf8), source: source)
    let fields = try scanner.dictionary()
    guard fields.count == 3, case .string(let description)? = fields["descr"],
      case .bool(let isFortranOrder)? = fields["fortran_order"],
      case .tuple(let sizes)? = fields["shape"]
    else {
      throw FormatError.malformed(
        source: source, problem: "the array's header lacks a plain \"descr\", \"fortran_order\" or \"shape\"",
        remedy: "save it again with numpy.save")
    }
    guard let (element, isBigEndian) = Self.element(description) else {
      throw Self.unread(description, source: source)
    }
    (self.element, self.isBigEndian) = (element, isBigEndian)
    (self.isFortranOrder, self.sizes) = (isFortranOrder, sizes)
  }

  /// Elements that are no numbers, where numbers are needed.
  static func unread(_ description: String, source: String) -> FormatError {
    .unsupported(
      source: source, problem: "elements of NumPy type \"\(description)\" are not read",
      remedy: "convert first: array.astype(\"float32\")")
  }

  private static func element(_ description: String) -> (Element, isBigEndian: Bool)? {
    if let (type, isBigEndian) = elementType(description) { return (.number(type), isBigEndian) }
    guard let order = description.first, "<>|=".contains(order), description.dropFirst().first == "U",
      let length = Int(description.dropFirst(2)), length > 0, (CheckedSize(length) * 4).value != nil
    else { return nil }
    return (.text(length: length), order == ">")
  }

  /// The type that NumPy spells `<f4`, `|u1`, `>i8`, ..., and whether its bytes are reversed.
  static func elementType(_ description: String) -> (ElementType, isBigEndian: Bool)? {
    guard let order = description.first, "<>|=".contains(order) else { return nil }
    let type: ElementType
    switch description.dropFirst() {
    case "f2": type = .float16
    case "f4": type = .float32
    case "f8": type = .float64
    case "i1": type = .int8
    case "i2": type = .int16
    case "i4": type = .int32
    case "i8": type = .int64
    case "u1": type = .uint8
    case "u2": type = .uint16
    case "u4": type = .uint32
    case "u8": type = .uint64
    case "b1": type = .bool
    default: return nil
    }
    return (type, order == ">")
  }

  /// How NumPy spells a type; nil for bfloat16, which it does not have.
  static func description(of type: ElementType) -> String? {
    switch type {
    case .float16: "<f2"
    case .float32: "<f4"
    case .float64: "<f8"
    case .int8: "|i1"
    case .int16: "<i2"
    case .int32: "<i4"
    case .int64: "<i8"
    case .uint8: "|u1"
    case .uint16: "<u2"
    case .uint32: "<u4"
    case .uint64: "<u8"
    case .bool: "|b1"
    case .bfloat16: nil
    }
  }
}

/// Reads the few Python literals that headers of `.npy` files consist of.
struct PythonLiteralScanner {
  enum Value: Equatable {
    case string(String)
    case bool(Bool)
    case tuple([Int])
  }

  let text: [UInt8]
  let source: String
  private var place = 0

  init(text: [UInt8], source: String) {
    self.text = text
    self.source = source
  }

  /// A dictionary from strings to strings, booleans and tuples of integers.
  mutating func dictionary() throws -> [String: Value] {
    var fields = [String: Value]()
    try expect("{")
    while !accepts("}") {
      let key = try string()
      try expect(":")
      guard fields.updateValue(try value(), forKey: key) == nil else { throw malformed() }
      if !accepts(",") {
        try expect("}")
        break
      }
    }
    skipSpace()
    guard place == text.count else { throw malformed() }
    return fields
  }

  private mutating func value() throws -> Value {
    skipSpace()
    guard place < text.count else { throw malformed() }
    switch text[place] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "("): return .tuple(try tuple())
    default:
      if accepts("True") { return .bool(true) }
      if accepts("False") { return .bool(false) }
      throw malformed()
    }
  }

  private mutating func string() throws -> String {
    skipSpace()
    guard place < text.count, text[place] == UInt8(ascii: "'") || text[place] == UInt8(ascii: "\""),
      let end = text[(place + 1)...].firstIndex(of: text[place])
    else { throw malformed() }
    defer { place = end + 1 }
    return String(decoding: text[place + 1..<end], as: UTF8.self)
  }

  private mutating func tuple() throws -> [Int] {
    var numbers = [Int]()
    try expect("(")
    while !accepts(")") {
      skipSpace()
      let digits = text[place...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let number = Int(String(decoding: digits, as: UTF8.self)) else { throw malformed() }
      numbers.append(number)
      place += digits.count
      // Python 2 wrote long integers with an L.
      _ = accepts("L")
      if !accepts(",") {
        try expect(")")
        break
      }
    }
    return numbers
  }

  private mutating func skipSpace() {
    while place < text.count, text[place] == 0x20 || text[place] == 0x0A { place += 1 }
  }

  private mutating func accepts(_ word: String) -> Bool {
    skipSpace()
    guard text[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  private mutating func expect(_ word: String) throws {
    guard accepts(word) else { throw malformed() }
  }

  private func malformed() -> FormatError {
    .malformed(
      source: source, problem: "the array's header cannot be understood at its character \(place)",
      remedy: "HookKit reads plain arrays of numbers; save it again with numpy.save")
  }
}
