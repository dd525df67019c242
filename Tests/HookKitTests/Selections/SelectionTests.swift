import HookKit
import Testing

/// Selections against NumPy: the offsets are those that `numpy.arange(24).reshape(2, 3, 4)[...]` gives, sorted.
@Suite struct SelectionTests {
  static let site = site([2, 3, 4])

  static func site(_ shape: Shape) -> Site {
    // The first site of a graph is its input, which has any shape one likes.
    GraphBuilder(input: shape).graph.sites[0]
  }

  private static let all = Array(0..<24)

  @Test(arguments: [
    ("[0]", Array(0..<12)), ("[-1]", Array(12..<24)), ("[1, 2]", Array(20..<24)), ("[1, -1, -2]", [22]),
    ("[:]", all), ("[...]", all), ("[:, :, :]", all), ("[..., 0]", [0, 4, 8, 12, 16, 20]),
    ("[0, ..., 3]", [3, 7, 11]), ("[0, ...]", Array(0..<12)), ("[0, 1, ..., 2]", [6]),
    ("[0, 1:3]", Array(4..<12)), ("[0, 1:]", Array(4..<12)), ("[0, :1]", Array(0..<4)),
    ("[0, -2:-1]", Array(4..<8)),
    ("[0, 0, ::2]", [0, 2]), ("[0, 0, 1::2]", [1, 3]), ("[0, 0, :3:2]", [0, 2]), ("[0, 0, 1:99]", [1, 2, 3]),
    ("[0, 0, -99:2]", [0, 1]), ("[0, 0, ::3]", [0, 3]), ("[0, 0, ::9]", [0]),
    ("[[0, 1], 1:2, :]", [4, 5, 6, 7, 16, 17, 18, 19]), ("[[1, 0, 1], 0, 0]", [0, 12]),
    ("[[-1, 0], -1, -1]", [11, 23]),
    // As with numpy.ix_: lists on two axes are crossed, not paired.
    ("[0, [0, 2], [1, 3]]", [1, 3, 9, 11]),
  ])
  func offsetsAreThoseOfNumPy(text: String, offsets: [Int]) throws {
    let selection = try CallSyntax.selection(text)
    #expect(try selection.elements(of: Self.site) == .some(offsets))
    #expect(try CallSyntax.selection(selection.description) == selection)
  }

  @Test func allIsACaseOfItsOwn() throws {
    #expect(try CallSyntax.selection("") == .all)
    #expect(try Selection.all.elements(of: Self.site) == .all(count: 24))
    #expect(Selection.all.description == "")
  }

  @Test func factories() throws {
    #expect(Selection.channels(1).description == "[[1]]")
    #expect(Selection.square(row: 3, column: 4).description == "[:, square(3, 4)]")
    #expect(Selection.square(row: 3, column: 4, channels: [5, 7]).description == "[[5, 7], square(3, 4)]")
  }

  @Test(arguments: [
    ("[2]", "index 2 is out of range on axis 0, which has 2 positions; use -2 to 1"),
    ("[-3]", "index -3 is out of range on axis 0, which has 2 positions; use -2 to 1"),
    ("[0, [1, 3]]", "index 3 is out of range on axis 1, which has 3 positions; use -3 to 2"),
    ("[0, 0, 0, 0]", "has 4 axes, but the site has 3; the site's shape after the batch is [2, 3, 4]"),
    ("[0, ..., ...]", "has more than one `...`; the site's shape after the batch is [2, 3, 4]"),
    ("[0, 2:2]", "selects nothing; the site's shape after the batch is [2, 3, 4]"),
    ("[0, 0, 7:]", "selects nothing; the site's shape after the batch is [2, 3, 4]"),
    ("[0, 0, ::-1]", "has the step -1; steps are positive; the site's shape after the batch is [2, 3, 4]"),
    ("[0, 0, ::0]", "has the step 0; steps are positive; the site's shape after the batch is [2, 3, 4]"),
    ("[0, square(0, 0)]", "the input shows no fixed grid of squares; name cells by line and column instead"),
    (
      "[square(0, 0)]",
      "a square takes the last two axes of a [channels, height, width] site; write [channel, square(r, c)] at such a site"
    ),
  ])
  func whatDoesNotFitIsAnErrorThatSaysWhy(text: String, problem: String) throws {
    let selection = try CallSyntax.selection(text)
    let error = #expect(throws: SelectionError.self) { try selection.elements(of: Self.site) }
    #expect(
      error?.description
        == "selection \(selection) of body_in0 [2, 3, 4]: \(problem)".replacing(
          "body_in0", with: Self.site.name))
  }

  @Test(arguments: [
    "[", "[]", "[1", "[1,]", "[1 2]", "[5a]", "[1.5]", "[::]x", "[[]]", "[[1, 2]", "[..]", "[1:2:3:4]", "1",
    "[99999999999999999999]", "[square]", "[square(1, 2, 3)]",
  ])
  func whatIsNoSelectionIsAnError(text: String) {
    #expect(throws: SyntaxError.self) { try CallSyntax.selection(text) }
  }

  @Test(arguments: [
    "[0, 0, ::9223372036854775807]", "[0, 0, -9223372036854775808:9223372036854775807]", "[0, 0, -1:]",
  ])
  func extremeNumbersDoNoHarm(text: String) throws {
    #expect(throws: Never.self) { try CallSyntax.selection(text).elements(of: Self.site) }
    #expect(throws: SelectionError.self) {
      try CallSyntax.selection("[-9223372036854775808]").elements(of: Self.site)
    }
  }
}
