import HookKit

/// Files of states: the bytes of one `get_state`, or a pickle of a list of them as procgen-tools saves.
public enum MazeStateFile {
  /// The largest file that is read: some ten thousand states.
  private static let limit = 256 << 20

  /// The states in the file at `path`; at least one.
  ///
  /// - Throws: `FileError` when it cannot be read, `FormatError` or ``MazeError`` when it holds something else.
  public static func read(_ path: String) throws -> [MazeState] {
    try states(in: try FileInput.read(path, limit: limit), source: path)
  }

  /// Writes the bytes of one state, as `get_state` returns them.
  ///
  /// - Throws: `FileError`.
  public static func write(_ state: MazeState, to path: String) throws {
    try FileOutput.write(state.bytes, to: path)
  }

  /// Writes a pickle of the list of the states' bytes, as `set_state` takes it.
  ///
  /// - Throws: `FileError`.
  public static func writePickle(_ states: [MazeState], to path: String) throws {
    try FileOutput.write(pickle(states), to: path)
  }

  /// The states in the contents of a file; `source` is what errors call it.
  public static func states(in bytes: [UInt8], source: String) throws -> [MazeState] {
    guard bytes.count <= limit else { throw FileError.tooLarge(path: source, limit: limit) }
    guard let first = bytes.first else { throw MazeError.notAState(source, problem: "is empty") }
    // A state starts with its version, 0, which no pickle does.
    if first == 0 { return [try state(bytes, source: source, name: "")] }
    var reader = PickleReader(bytes, source: source, others: .keptOpaque)
    let value = try reader.read()
    try reader.expectEnd()
    if let bytes = Self.bytes(value) { return [try state(bytes, source: source, name: "")] }
    guard let elements = value.elements, !elements.isEmpty else {
      throw MazeError.notAState(source, problem: "holds \(description(value)), not a list of states")
    }
    return try elements.enumerated().map { index, element in
      guard let bytes = Self.bytes(element) else {
        throw MazeError.notAState(
          source, problem: "element \(index) is \(description(element)), not the bytes of a state")
      }
      return try state(bytes, source: source, name: "state \(index): ")
    }
  }

  /// A pickle of the list of the states' bytes, which Python's `pickle.load` reads.
  public static func pickle(_ states: [MazeState]) -> [UInt8] {
    PickleWriter.pickle(.list(states.map { .bytes($0.bytes) }))
  }

  /// The bytes of a state, which may also be an array of NumPy.
  private static func bytes(_ value: PickleValue) -> [UInt8]? {
    if let bytes = value.bytesValue { return bytes }
    let array = try? TypedArray(pickled: value, source: "")
    return array?.elementType == .uint8 && array?.shape.rank == 1 ? array?.bytes : nil
  }

  /// What a value is, for errors.
  private static func description(_ value: PickleValue) -> String {
    guard let array = try? TypedArray(pickled: value, source: "") else { return value.summary }
    return "an array of NumPy, \(array.elementType.rawValue) \(array.shape)"
  }

  private static func state(_ bytes: [UInt8], source: String, name: String) throws -> MazeState {
    do {
      return try MazeState(bytes: bytes)
    } catch let error as MazeError {
      throw MazeError.notAState(source, problem: name + error.explanation.problem)
    }
  }
}
