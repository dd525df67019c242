/// Writes plain values as Python pickles that any Python 3 reads.
public struct PickleWriter {
  /// The version of the pickle format to write.
  public enum Version: UInt8, Sendable {
    /// What PyTorch expects inside its files; bytes are spelt as text.
    case two = 2
    /// Python 3.4 and later; the usual choice.
    case four = 4
  }

  private let version: Version
  private var output: [UInt8]

  private init(_ version: Version) {
    self.version = version
    output = [0x80, version.rawValue]
  }

  /// The pickle of `value`, as the bytes of a file.
  ///
  /// Shared parts are written out each time; values nest no deeper than the program's stack allows, as in
  /// Python.
  public static func pickle(_ value: PickleValue, version: Version = .four) -> [UInt8] {
    var writer = PickleWriter(version)
    writer.write(value)
    writer.emit(.stop)
    return writer.output
  }

  private mutating func write(_ value: PickleValue) {
    switch value {
    case .none: emit(.none)
    case .bool(let value): emit(value ? .newtrue : .newfalse)
    case .int(let value): writeInteger(value)
    case .bigInt(let bytes): writeLong(bytes)
    case .float(let value): emit(.binfloat, value.bitPattern.byteSwapped)
    case .string(let text): writeText(text)
    case .bytes(let bytes): writeBytes(bytes)
    case .list(let elements):
      emit(.emptyList)
      writeItems(elements, .appends)
    case .tuple(let elements): writeTuple(elements)
    case .dictionary(let entries):
      emit(.emptyDict)
      writeItems(entries.flatMap { [$0.key, $0.value] }, .setitems)
    case .set(let elements): writeSet(elements)
    case .global(let global): writeGlobal(global)
    case .object(let object): writeObject(object)
    case .persistent(let inner):
      write(inner)
      emit(.binpersid)
    }
  }

  private mutating func emit(_ opcode: PickleOpcode) { output.append(opcode.rawValue) }

  private mutating func emit<Value: FixedWidthInteger>(_ opcode: PickleOpcode, _ value: Value) {
    emit(opcode)
    output.append(littleEndian: value)
  }

  private mutating func writeInteger(_ value: Int) {
    if let small = Int32(exactly: value) {
      emit(.binint, small)
    } else {
      emit(.long1, UInt8(8))
      output.append(littleEndian: Int64(value))
    }
  }

  private mutating func writeLong(_ bytes: [UInt8]) {
    if let count = UInt8(exactly: bytes.count) {
      emit(.long1, count)
    } else {
      emit(.long4, Int32(clamping: bytes.count))
    }
    output += bytes
  }

  private mutating func writeText(_ text: String) {
    let count = text.utf8.count
    if let short = UInt32(exactly: count) {
      emit(.binunicode, short)
    } else {
      emit(.binunicode8, UInt64(count))
    }
    output += text.utf8
  }

  private mutating func writeBytes(_ bytes: [UInt8]) {
    if version == .two {
      let text = String(String.UnicodeScalarView(bytes.lazy.map { Unicode.Scalar($0) }))
      writeObject(
        PickleObject(
          callee: PickleGlobal(module: "_codecs", name: "encode"),
          arguments: [.string(text), .string("latin1")]))
      return
    }
    if let count = UInt32(exactly: bytes.count) {
      emit(.binbytes, count)
    } else {
      emit(.binbytes8, UInt64(bytes.count))
    }
    output += bytes
  }

  private mutating func writeTuple(_ elements: [PickleValue]) {
    guard !elements.isEmpty else { return emit(.emptyTuple) }
    emit(.mark)
    for element in elements { write(element) }
    emit(.tuple)
  }

  private mutating func writeSet(_ elements: [PickleValue]) {
    if version == .two {
      writeObject(
        PickleObject(callee: PickleGlobal(module: "__builtin__", name: "set"), arguments: [.list(elements)]))
    } else {
      emit(.emptySet)
      writeItems(elements, .additems)
    }
  }

  /// Adds `items` to the container just written.
  private mutating func writeItems(_ items: [PickleValue], _ opcode: PickleOpcode) {
    guard !items.isEmpty else { return }
    emit(.mark)
    for item in items { write(item) }
    emit(opcode)
  }

  private mutating func writeGlobal(_ global: PickleGlobal) {
    emit(.global)
    output += "\(global.module)\n\(global.name)\n".utf8
  }

  private mutating func writeObject(_ object: PickleObject) {
    writeGlobal(object.callee)
    writeTuple(object.arguments)
    emit(.reduce)
    writeItems(object.items, .appends)
    writeItems(object.entries.flatMap { [$0.key, $0.value] }, .setitems)
    guard let state = object.state else { return }
    write(state)
    emit(.build)
  }
}

extension [UInt8] {
  /// Appends the bytes of an integer, least significant first.
  package mutating func append<Value: FixedWidthInteger>(littleEndian value: Value) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
