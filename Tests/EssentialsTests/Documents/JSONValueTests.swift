import Essentials
import Testing

@Suite struct JSONValueTests {
  /// Names can be those of a file; nothing of two is lost.
  @Test func keysComeOnce() {
    let value = JSONValue.object([
      .init("a", .integer(1)), .init("a", .object([.init("b", .null), .init("b", .integer(2))])), .init("a (2)", .null),
    ])
    #expect(value.line == #"{"a":1,"a (2)":{"b":null,"b (2)":2},"a (2) (2)":null}"#)
    #expect(!value.text.contains("\"a\": {"))
  }
}
