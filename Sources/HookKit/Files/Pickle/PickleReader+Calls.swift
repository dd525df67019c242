extension PickleReader {
  /// Constructors that `pickle` itself writes for plain values, under the names of Python 2 and 3.
  private static let builtins: Set<String> = [
    "_codecs.encode", "builtins.bytes", "__builtin__.bytes", "builtins.bytearray", "__builtin__.bytearray",
    "builtins.set", "__builtin__.set", "builtins.frozenset", "__builtin__.frozenset",
  ]

  /// Carries out an instruction that names or, in Python, calls something. Nothing is called here.
  mutating func perform(call opcode: PickleOpcode) throws {
    switch opcode {
    case .global:
      try pushGlobal(module: try asciiLine(), name: try asciiLine())
    case .stackGlobal:
      guard let name = try leaf(try pop()).stringValue, let module = try leaf(try pop()).stringValue else {
        throw malformed("a global's name is not text")
      }
      try pushGlobal(module: module, name: name)
    case .reduce, .newobj:
      let arguments = try pop()
      try pushCall(of: try pop(), arguments)
    case .inst:
      let (module, name) = (try asciiLine(), try asciiLine())
      let arguments = try arena.add(.tuple(try popToMark()))
      try pushGlobal(module: module, name: name)
      try pushCall(of: try pop(), arguments)
    case .obj:
      let parts = try popToMark()
      guard let callee = parts.first else { throw malformed("a value is missing") }
      try pushCall(of: callee, try arena.add(.tuple(Array(parts.dropFirst()))))
    default:
      try build()
    }
  }

  private mutating func pushGlobal(module: String, name: String) throws {
    let global = PickleGlobal(module: module, name: name)
    let isKnown = allowed.contains(global.description) || Self.builtins.contains(global.description)
    guard isKnown || others == .keptOpaque && !HarmfulGlobals.contains(global) else {
      throw FormatError.unsupported(
        source: cursor.source,
        problem: "refuses \"\(global.description.prefix(200))\", which this pickle asks for at offset "
          + "\(instructionOffset): nothing from a file is ever run",
        remedy: "do not load this file elsewhere unless you trust it; ask its author for plain tensors (safetensors)")
    }
    try push(value: .global(global))
  }

  private mutating func pushCall(of callee: Int, _ arguments: Int) throws {
    guard case .global(let global) = try leaf(callee) else {
      throw malformed("a call of something that is no global")
    }
    guard case .tuple(let parts) = arena.nodes[arguments] else {
      throw malformed("a call without a tuple of arguments")
    }
    if Self.builtins.contains(global.description) {
      try push(try builtinCall(of: global, parts))
    } else {
      try push(.object(PickleArena.Object(callee: global, arguments: arguments)))
    }
  }

  /// The bytes or set that one of `builtins` makes.
  private mutating func builtinCall(of global: PickleGlobal, _ arguments: [Int]) throws -> PickleArena.Node {
    switch (global.name, arguments.count) {
    case ("bytes", 0), ("bytearray", 0): return .leaf(.bytes([]))
    case ("set", 0), ("frozenset", 0): return .set([])
    case ("bytearray", 1):
      guard case .bytes = try leaf(arguments[0]) else {
        throw malformed("bytearray of something else than bytes")
      }
      return arena.nodes[arguments[0]]
    case ("set", 1), ("frozenset", 1):
      guard case .list(let elements) = arena.nodes[arguments[0]] else {
        throw malformed("set of something else than a list")
      }
      try spend(elements.count)
      return .set(elements)
    case ("encode", 2):
      guard let text = try leaf(arguments[0]).stringValue, try leaf(arguments[1]) == .string("latin1") else {
        throw malformed("text is encoded otherwise than as latin1")
      }
      try spend(text.utf8.count)
      return .leaf(.bytes(try latin1(text)))
    default:
      throw malformed("\(global) with \(arguments.count) arguments")
    }
  }

  /// Protocols 0 to 2 have no bytes: Python writes them as text whose characters are the bytes.
  private func latin1(_ text: String) throws -> [UInt8] {
    try text.unicodeScalars.map { scalar in
      guard let byte = UInt8(exactly: scalar.value) else {
        throw malformed("bytes hold a character beyond 255")
      }
      return byte
    }
  }

  /// `BUILD`: keeps what the object's `__setstate__` would have been given.
  private mutating func build() throws {
    let state = try pop()
    let target = try top()
    guard case .object(var object) = arena.nodes[target] else {
      throw malformed("state is set on a value that is no object")
    }
    object.state = state
    if let inlineData, inlineData.owner == object.callee {
      object.data = try arena.add(.leaf(.bytes(try readData(inlineData, of: state))))
    }
    arena.nodes[target] = .object(object)
  }
}
