extension MazeState {
  /// The bytes that procgen's `get_state` returns for this environment, about 23 kB.
  public var bytes: [UInt8] {
    var writer = StateWriter()
    var state = self
    // Writing has nothing that could fail.
    try? state.visitFields(&writer)
    return writer.bytes
  }

  /// Reads the bytes of `get_state`.
  ///
  /// - Throws: ``MazeError`` naming the field that is cut short or has a value no maze has.
  public init(bytes: [UInt8]) throws {
    var reader = StateReader(bytes: bytes)
    self.init(blank: .hard)
    try visitFields(&reader)
    guard reader.offset == bytes.count else {
      throw MazeError.stateField(
        "END_OF_BUFFER", problem: "is followed by \(bytes.count - reader.offset) more bytes")
    }
    try checkReadValues()
  }

  private init(blank mode: MazeMode) {
    self.mode = mode
    levelSeedLow = 0
    levelSeedHigh = 1
    levelSeedGenerator = .unseeded
    gridSize = 0
    entities = []
    cells = []
  }

  /// What procgen could not draw or play, and would end the process on, is refused here.
  private func checkReadValues() throws {
    guard !settings.useGeneratedAssets else {
      throw MazeError.stateField("options.use_generated_assets", problem: "is 1, which is not supported")
    }
    guard levelSeedLow != levelSeedHigh else {
      throw MazeError.stateField(
        "level_seed_high", problem: "is \(levelSeedHigh), so there is no level to play")
    }
    guard (0..<Int32(Level.backgroundCount)).contains(backgroundIndex) else {
      throw MazeError.stateField(
        "background_index", problem: "is \(backgroundIndex); backgrounds are 0 to 8")
    }
    guard entities.contains(where: { $0.type == 0 }) else {
      throw MazeError.stateField("ents", problem: "holds no mouse (an entity of type 0)")
    }
    for (name, value) in [("x", mouse.x), ("y", mouse.y), ("rx", mouse.rx), ("ry", mouse.ry)] {
      guard value.isFinite, abs(value) < 1000 else {
        throw MazeError.stateField("ents", problem: "puts the mouse's \(name) at \(value)")
      }
    }
    guard (1...1000).contains(view.visibility) else {
      throw MazeError.stateField("visibility", problem: "is \(view.visibility), which shows nothing")
    }
  }
}

private struct StateWriter: StateFieldVisitor {
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(26_000) }

  private mutating func append(_ value: Int32) {
    let bits = UInt32(bitPattern: value)
    bytes.append(UInt8(truncatingIfNeeded: bits))
    bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
    bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
    bytes.append(UInt8(truncatingIfNeeded: bits >> 24))
  }

  mutating func constant(_ name: String, _ value: Int32) { append(value) }
  mutating func int(_ name: String, _ value: inout Int32) { append(value) }
  mutating func flag(_ name: String, _ value: inout Bool) { append(value ? 1 : 0) }
  mutating func float(_ name: String, _ value: inout Float) { append(Int32(bitPattern: value.bitPattern)) }
  mutating func mode(_ name: String, _ value: inout MazeMode) { append(Int32(value.code)) }

  mutating func label(_ name: String, _ value: String) {
    append(Int32(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  mutating func generator(_ name: String, _ value: inout MazeState.Generator) {
    append(value.isSeeded ? 1 : 0)
    let lengthOffset = bytes.count
    append(0)
    value.twister.appendText(to: &bytes)
    let length = UInt32(bytes.count - lengthOffset - 4)
    for i in 0..<4 { bytes[lengthOffset + i] = UInt8(truncatingIfNeeded: length >> UInt32(8 * i)) }
  }

  mutating func entities(_ name: String, _ value: inout [Entity]) throws {
    append(Int32(value.count))
    for i in value.indices { try value[i].visitFields(&self) }
  }

  mutating func cells(_ name: String, _ value: inout [Int32], count: Int) {
    append(Int32(value.count))
    for cell in value { append(cell) }
  }
}
