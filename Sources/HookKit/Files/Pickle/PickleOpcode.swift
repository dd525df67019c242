/// The instructions of pickle protocols 0 to 5, by Python's names (`pickletools.opcodes`).
enum PickleOpcode: UInt8 {
  case mark = 0x28, stop = 0x2E, pop = 0x30, popMark = 0x31, dup = 0x32
  case float = 0x46, int = 0x49, binint = 0x4A, binint1 = 0x4B, long = 0x4C, binint2 = 0x4D, none = 0x4E
  case persid = 0x50, binpersid = 0x51, reduce = 0x52, string = 0x53, binstring = 0x54, shortBinstring = 0x55
  case unicode = 0x56, binunicode = 0x58, append = 0x61, build = 0x62, global = 0x63, dict = 0x64, emptyDict =
    0x7D
  case appends = 0x65, get = 0x67, binget = 0x68, inst = 0x69, longBinget = 0x6A, list = 0x6C, emptyList =
    0x5D
  case obj = 0x6F, put = 0x70, binput = 0x71, longBinput = 0x72, setitem = 0x73, tuple = 0x74, emptyTuple =
    0x29
  case setitems = 0x75, binfloat = 0x47
  // Protocol 2
  case proto = 0x80, newobj = 0x81, ext1 = 0x82, ext2 = 0x83, ext4 = 0x84, tuple1 = 0x85, tuple2 = 0x86,
    tuple3 = 0x87
  case newtrue = 0x88, newfalse = 0x89, long1 = 0x8A, long4 = 0x8B
  // Protocol 3
  case binbytes = 0x42, shortBinbytes = 0x43
  // Protocol 4
  case shortBinunicode = 0x8C, binunicode8 = 0x8D, binbytes8 = 0x8E, emptySet = 0x8F, additems = 0x90
  case frozenset = 0x91, newobjEx = 0x92, stackGlobal = 0x93, memoize = 0x94, frame = 0x95
  // Protocol 5
  case bytearray8 = 0x96, nextBuffer = 0x97, readonlyBuffer = 0x98
}

extension PickleReader {
  /// Carries out one instruction.
  mutating func perform(_ opcode: PickleOpcode) throws {
    switch opcode {
    case .stop: break
    case .proto: try checkProtocol()
    // Frames only help a reader that streams; their length must still be true.
    case .frame: try checkFrame()
    case .mark:
      try checkBound(marks.count < arena.limits.values)
      marks.append(stack.count)
    case .pop: if stack.count == marks.last { marks.removeLast() } else { _ = try pop() }
    case .popMark: _ = try popToMark()
    case .dup: try push(index: try top())
    case .none, .newtrue, .newfalse, .int, .binint, .binint1, .binint2, .long, .long1, .long4, .float,
      .binfloat:
      try push(value: try number(opcode))
    case .string, .binstring, .shortBinstring, .unicode, .binunicode, .shortBinunicode, .binunicode8,
      .binbytes,
      .shortBinbytes, .binbytes8, .bytearray8:
      try push(value: try text(opcode))
    case .emptyList, .list, .emptyTuple, .tuple, .tuple1, .tuple2, .tuple3, .emptyDict, .dict, .emptySet,
      .frozenset:
      try pushContainer(opcode)
    case .append: try append([try pop()])
    case .appends, .additems: try append(try popToMark())
    case .setitem: try setItem()
    case .setitems: try set(try pairs(try popToMark()))
    case .put, .binput, .longBinput, .memoize: try remember(opcode)
    case .get, .binget, .longBinget: try recall(opcode)
    case .global, .stackGlobal, .reduce, .newobj, .build, .obj, .inst: try perform(call: opcode)
    case .persid: try push(.persistent(try arena.add(.leaf(.string(try asciiLine())))))
    case .binpersid: try push(.persistent(try pop()))
    case .ext1, .ext2, .ext4, .newobjEx, .nextBuffer, .readonlyBuffer:
      throw unsupported("\(opcode)".uppercased())
    }
  }

  private mutating func checkProtocol() throws {
    let version = try cursor.byte()
    guard version <= 5 else { throw malformed("pickle protocol \(version) is unknown; 0 to 5 are read") }
  }

  private mutating func checkFrame() throws {
    _ = try cursor.length(UInt64.self)
  }
}
