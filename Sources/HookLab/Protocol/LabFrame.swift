import HookKit

/// An answer: a JSON header, and arrays of floats that it names.
///
/// As bytes: the length of the header in four bytes (little-endian), the header in UTF-8 filled up with spaces to a multiple of
/// four, and the floats in float32 (little-endian). `arrays` in the header says for every name where its floats begin, and how
/// many there are.
struct LabFrame: Sendable {
  private(set) var members: [JSONValue.Member] = []
  private var places: [JSONValue.Member] = []
  private var floats: [Float] = []
  /// Further bytes at the end, as a file has them.
  var file: [UInt8] = []

  mutating func add(_ key: String, _ value: JSONValue) { members.append(.init(key, value)) }

  mutating func add(_ key: String, _ values: some Collection<Float>) {
    places.append(.init(key, .array([.integer(floats.count), .integer(values.count)])))
    floats += values
  }

  mutating func add(_ key: String, _ values: some Collection<Double>) { add(key, values.map(Float.init)) }

  /// The header's text.
  private var header: JSONValue {
    let value = JSONValue.object(members + [.init("arrays", .object(places))])
    return file.isEmpty ? value : value.adding("file", .integer(file.count))
  }

  var bytes: [UInt8] {
    var text = Array(header.line.utf8)
    while text.count % 4 != 0 { text.append(UInt8(ascii: " ")) }
    let length = (0..<4).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
    return length + text + payload + file
  }

  private var payload: [UInt8] { TypedArray(Tensor(floats, shape: [floats.count])).bytes }

  /// The answer as JSON with the arrays in base64, for pages without a server.
  var embedded: JSONValue {
    header.adding("floats", .string(Base64.text(of: payload)))
  }
}
