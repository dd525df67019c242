import Essentials
import Testing

@Suite struct TableTests {
  private static func table() -> Table {
    var table = Table(numbers: [1], hasHead: true)
    table.add("site", "mean value", "other names")
    table.add("a.b.c_out", "0.25", "first_name second_name third_name")
    table.add("d", "-1", "")
    return table
  }

  @Test func withRoomEnoughALineIsALine() {
    let text = """
      site       mean value  other names
      a.b.c_out        0.25  first_name second_name third_name
      d                  -1
      """
    #expect(Self.table().text == text)
    #expect(Self.table().text(width: 56) == text)
  }

  @Test func textIsBrokenAndNumbersAreNot() {
    #expect(
      Self.table().text(width: 40) == """
        site       mean value  other names
        a.b.c_out        0.25  first_name
                               second_name
                               third_name
        d                  -1
        """)
  }

  @Test func columnsStandBelowEachOtherWhereTheyMust() {
    #expect(
      Self.table().text(width: 24) == """
        site       mean value
        a.b.c_out        0.25
        d                  -1

        site       other names
        a.b.c_out  first_name
                   second_name
                   third_name
        d
        """)
  }

  /// Nothing is lost whatever the width, and lines are no wider than they must be.
  @Test(arguments: 1...60) func everyWidthHoldsEverything(width: Int) {
    let text = Self.table().text(width: width)
    func sorted(_ text: String) -> String { String(Set(text.filter { !$0.isWhitespace }).sorted()) }
    #expect(sorted(text) == sorted(Self.table().text))
    if width >= 24 { #expect(text.split(separator: "\n").allSatisfy { $0.count <= width }, "\(text)") }
  }

  @Test func tablesFitWhereTextIsMadeForATerminal() {
    TextWidth.$current.withValue(40) { #expect(Self.table().text == Self.table().text(width: 40)) }
  }

  @Test(arguments: [
    ("one two three", 8, "one two\nthree"), ("  one two", 7, "  one\n  two"), ("abcdefgh", 3, "abc\ndef\ngh"),
    ("one\n\ntwo", 3, "one\n\ntwo"), ("", 5, ""), ("a b", 1, "a\nb"),
  ])
  func proseIsBrokenBetweenWords(text: String, width: Int, wrapped: String) {
    #expect(TextWidth.wrapped(text, to: width) == wrapped)
    #expect(TextWidth.wrapped(text) == text)
  }
}
