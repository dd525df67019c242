import Testing

/// The comparison itself can fail.
@Suite struct MatchTests {
  @Test func linesAreComparedWithRoundedNumbers() {
    #expect(Match.matches("mean 0.0145", "mean 0.0146  "))
    #expect(!Match.matches("mean 0.0145", "mean 0.0149"))
    #expect(!Match.matches("scale 0.2", "scale 0.3"))
    #expect(!Match.matches("8 rows", "9 rows"))
    #expect(!Match.matches("8 rows", "8 lines"))
    #expect(Match.matches(#"{"a":[0,1]}"#, #"{"a":[1e-06,0.99999]}"#))
    #expect(!Match.matches(#"{"a":[0,1]}"#, #"{"b":[0,1]}"#))
  }

  @Test func dotsStandForAnyLines() {
    #expect(Match.matches(["a", "...", "d"], ["a", "b", "c", "d"]))
    #expect(Match.matches(["a", "...", "d"], ["a", "d"]))
    #expect(!Match.matches(["a", "...", "d"], ["a", "b"]))
    #expect(!Match.matches(["a"], ["a", "b"]))
    #expect(!Match.matches([], ["a"]))
  }

  @Test func transcriptsAreCutIntoSteps() {
    let block = CodeBlock(
      page: "", line: 1, words: ["console"], text: "$ one \\\n  --two\nout\n$ echo $?\n0")
    let steps = Transcript(block).steps
    #expect(steps.map(\.command) == ["one \\\n  --two", "echo $?"])
    #expect(steps.map(\.output) == [["out"], ["0"]])
  }
}
