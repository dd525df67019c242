/// Reads the fields of a state from bytes that may be anything.
struct StateReader: StateFieldVisitor {
  private static let entitySize = 31 * 4
  private static let longestGeneratorText = 100_000

  let bytes: [UInt8]
  private(set) var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func take(_ count: Int, _ name: String) throws -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.count - offset else {
      throw MazeError.stateTruncated(field: name, offset: bytes.count)
    }
    defer { offset += count }
    return bytes[offset..<(offset + count)]
  }

  private mutating func next(_ name: String) throws -> Int32 {
    guard bytes.count - offset >= 4 else { throw MazeError.stateTruncated(field: name, offset: bytes.count) }
    defer { offset += 4 }
    return Int32(
      bitPattern: UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
        | UInt32(bytes[offset + 3]) << 24)
  }

  mutating func constant(_ name: String, _ value: Int32) throws {
    let found = try next(name)
    guard found == value else {
      throw MazeError.stateField(name, problem: "is \(found), and should be \(value)")
    }
  }

  mutating func label(_ name: String, _ value: String) throws {
    let length = Int(try next(name))
    let text = String(decoding: try take(length, name).prefix(100), as: UTF8.self)
    guard text == value else {
      throw MazeError.stateField(name, problem: "is \"\(text)\", and should be \"\(value)\"")
    }
  }

  mutating func int(_ name: String, _ value: inout Int32) throws { value = try next(name) }
  /// As procgen reads a flag: every number but 0 is true.
  mutating func flag(_ name: String, _ value: inout Bool) throws { value = try next(name) != 0 }

  mutating func float(_ name: String, _ value: inout Float) throws {
    value = Float(bitPattern: UInt32(bitPattern: try next(name)))
  }

  mutating func mode(_ name: String, _ value: inout MazeMode) throws {
    let code = Int(try next(name))
    guard let mode = MazeMode(code: code) else {
      throw MazeError.stateField(name, problem: "is \(code); modes are 0 (easy), 1 (hard) and 10 (memory)")
    }
    value = mode
  }

  mutating func generator(_ name: String, _ value: inout MazeState.Generator) throws {
    try flag("\(name).is_seeded", &value.isSeeded)
    let length = Int(try next("\(name).str"))
    guard length <= Self.longestGeneratorText else {
      throw MazeError.stateField(
        "\(name).str", problem: "claims \(length) bytes, more than any generator has")
    }
    guard let twister = MersenneTwister(text: try take(length, "\(name).str")) else {
      throw MazeError.stateField("\(name).str", problem: "is not the 625 numbers of a generator")
    }
    value.twister = twister
  }

  mutating func entities(_ name: String, _ value: inout [Entity]) throws {
    let count = Int(try next("\(name).size"))
    guard count >= 1 else {
      throw MazeError.stateField("\(name).size", problem: "is \(count); there is no mouse")
    }
    guard count <= (bytes.count - offset) / Self.entitySize else {
      throw MazeError.stateTruncated(field: name, offset: bytes.count)
    }
    value = [Entity](repeating: Entity(x: 0, y: 0), count: count)
    for i in 0..<count { try value[i].visitFields(&self) }
  }

  mutating func cells(_ name: String, _ value: inout [Int32], count: Int) throws {
    try constant("\(name).size", Int32(count))
    value.removeAll(keepingCapacity: true)
    value.reserveCapacity(count)
    for _ in 0..<count { value.append(try next(name)) }
  }
}
