/// Bytes that stand behind the objects of one class, between the instructions of a pickle: joblib's arrays.
struct PickleInlineData: Sendable {
  /// How the bytes lie there.
  struct Layout: Equatable {
    /// How many bytes the object has.
    let count: Int
    /// Whether a byte stands before them that says how many are skipped, so that they begin at a round offset.
    let isAligned: Bool
  }

  /// The class.
  let owner: PickleGlobal
  /// How the bytes of an object lie, by its state; nil for a state that no such object has.
  let layout: @Sendable (PickleValue) -> Layout?

  /// More values than the state of an honest object has: that of an array of 64 axes has about 280.
  static let largestState = 512
}

extension PickleReader {
  /// Reads the bytes behind an object whose state has just been set.
  mutating func readData(_ rule: PickleInlineData, of state: Int) throws -> [UInt8] {
    var budget = PickleInlineData.largestState
    guard let layout = rule.layout(try arena.smallValue(of: state, within: &budget)) else {
      throw FormatError.unsupported(
        source: cursor.source,
        problem: "the \(rule.owner.name) at offset \(instructionOffset) is no plain array of numbers",
        remedy: "convert first: array.astype(\"float32\")")
    }
    if layout.isAligned { _ = try cursor.take(Int(try cursor.byte())) }
    return Array(try cursor.take(layout.count))
  }
}
