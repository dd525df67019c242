import Testing

@testable import Essentials

/// The texts of shapes that many errors share.
@Suite struct ExplanationTests {
  private func text(_ explanation: Explanation) -> String { Fault(explanation).description }

  @Test(arguments: [
    ("leveel", ["level", "seed"], "axis \"leveel\": there is no such axis; did you mean \"level\"?"),
    ("x", ["level", "seed"], "axis \"x\": there is no such axis; there are level, seed"),
    ("x", [], "axis \"x\": there is no such axis; there are none here"),
  ])
  func unknownNamesAreAnsweredWithWhatThereIs(name: String, known: [String], expected: String) {
    #expect(text(.unknown("axis", name, among: known)) == expected)
  }

  @Test func unknownNamesMayStandInSomething() {
    let explanation = Explanation.unknown("event", "x", among: ["cheese"], in: "noise@S", otherwise: "give a number")
    #expect(text(explanation) == "noise@S: there is no event \"x\"; give a number")
    #expect(text(explanation.orOfPlugin).hasSuffix("; give a number (those of plugins need --plugin FOLDER)"))
    #expect(Explanation.unknownKey("k", in: "plan", among: ["kind"]).category == .badData)
  }

  @Test func meaningsAreNamed() {
    #expect(
      text(.several("\"*\"", "sites", ["a", "b", "c", "d"]))
        == "\"*\": means 4 sites, and one is wanted here: a, b, c and 1 more; name one of them")
    #expect(
      text(.together(["--a", "--b"], "these are two mazes")) == "--a and --b: these are two mazes; give one of them")
  }

  @Test(arguments: [(1, "1 of its numbers is infinite"), (1200, "1,200 of its numbers are infinite")])
  func numbersThatAreNotFiniteAreCounted(count: Int, expected: String) {
    #expect(
      text(.notFinite("a.npy", count))
        == "a.npy: \(expected) or not a number (NaN) as 32-bit floats; give finite numbers")
  }

  @Test func placesAreAdded() {
    let fault = Fault(.usage, "edit", "is wrong", try: "mend it").found("on level 3")
    #expect(fault.description == "edit: is wrong (on level 3); mend it")
    #expect(throws: Fault(.badData, "a.yaml: edit", "is wrong", try: "mend it")) {
      try FileFault.reading("a.yaml") { throw Fault(.usage, "edit", "is wrong", try: "mend it") }
    }
  }

  @Test func textsPointToTheFault() {
    let error = SyntaxError("call", "a(\nb", at: 2, "a name is missing", try: "write a(b)")
    #expect(error.description == "the call cannot be read: a name is missing\n  a( b\n    ^\nwrite a(b)")
    #expect(error.explanation.problem == "a name is missing, at character 3")
  }
}
