import HookKit
import Testing

@Suite struct StrictJSONTests {
  private func message(_ text: String) -> String {
    do {
      return "\(try StrictJSON.decode([String: ParameterValue].self, from: text))"
    } catch let error as DecodingError { return error.plainReason } catch { return "\(error)" }
  }

  @Test(arguments: [
    (#"{"a": 1, "a": 1}"#, "the key \"a\" is given twice"),
    (#"{"a": 1, "\u0061": 2}"#, "the key \"a\" is given twice"),
    (#"{"\u00e9": 1, "é": 2}"#, "the key \"é\" is given twice"),
    (#"{"\ud83d\ude00": 1, "😀": 2}"#, "is given twice"),
    (#"{"a": [1, {"b": 1, "c": "}\"", "b": 2}]}"#, "a[1]: the key \"b\" is given twice"),
    (#"{"a": {"x": 1, "x": 1}}"#, "a: the key \"x\" is given twice"),
    (#"{"a": 1} {}"#, ""), (#"{"a": 1,}"#, ""), (#"{'a': 1}"#, ""), ("", ""), ("{\"a\": \"x", ""),
  ])
  func refuses(text: String, expected: String) {
    #expect(
      (expected.isEmpty || message(text).contains(expected)) && !message(text).hasPrefix("["),
      "\(text): \(message(text))")
  }

  @Test func keysThatOnlyLookAlikeAreDifferent() throws {
    let values = try StrictJSON.decode([String: Int].self, from: #"{"a": 1, "A": 2, "a ": 3, "\\u0061": 4}"#)
    #expect(values == ["a": 1, "A": 2, "a ": 3, "\\u0061": 4])
    #expect(try StrictJSON.decode([[String: Int]].self, from: #"[{"a": 1}, {"a": 2}]"#).count == 2)
  }

  @Test func byteOrderMarksAreRead() throws {
    let text = #"{"a": 1}"#
    let units = Array(text.utf16)
    let forms: [[UInt8]] = [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8),
      [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
    ]
    for bytes in forms { #expect(try StrictJSON.decode([String: Int].self, from: bytes) == ["a": 1]) }
    #expect(PlainText.decode([0xFF, 0xFE, 0x41]) == nil)
    #expect(PlainText.decode([0x80]) == nil)
  }

  @Test func nothingTraps() {
    let text = #"{"a": [1, {"b": "\u00e9\\\""}, -1.5e3, true, null], "c": {}}"#
    fuzz(Array(text.utf8), flips: 5000) {
      do { _ = try StrictJSON.decode([String: ParameterValue].self, from: $0) } catch is DecodingError {}
    }
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: DecodingError.self) { try StrictJSON.decode([Int].self, from: deep) }
  }
}
