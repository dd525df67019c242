import MazeEnv
import MazeLab
import Testing

@Suite("Fields in the terminal")
struct TerminalTests {
  let up = HandMaze.field([0, 0, 1, 0, 0])
  let weak = HandMaze.field([0, 0, 0, 0.3, 0.7])

  @Test func unicode() {
    #expect(TerminalField(up).text() == "◆ ██↑ \n↑ ██↑ \n↑?↑ ↑ \n")
  }

  @Test func ascii() {
    #expect(TerminalField(up).text(.init(isASCII: true)) == "C ##^ \n^ ##^ \n^?^ ^ \n")
    let text = TerminalField(HandMaze.field([0.5, 0.5, 0, 0, 0])).text(.init(isASCII: true))
    #expect(text.utf8.allSatisfy { $0 < 128 } && text.contains("/"))
  }

  @Test func narrowTerminalsGetOneColumnASquare() {
    #expect(TerminalField(up).text(.init(width: 4)) == "◆█↑\n↑█↑\n↑↑↑\n")
    #expect(TerminalField(up).text(.init(width: 2)) == "◆█\n↑█\n↑↑\n")
  }

  @Test func eightDirectionsAndNone() {
    let fields: [([Double], String)] = [
      ([0, 0, 0, 1, 0], "→"), ([0, 0, 0.5, 0.5, 0], "↗"), ([0, 0, 1, 0, 0], "↑"), ([0.5, 0, 0.5, 0, 0], "↖"),
      ([1, 0, 0, 0, 0], "←"), ([0.5, 0.5, 0, 0, 0], "↙"), ([0, 1, 0, 0, 0], "↓"), ([0, 0.5, 0, 0.5, 0], "↘"),
      ([0, 0, 0, 0, 1], "·"), ([0.5, 0, 0, 0.5, 0], "·"),
    ]
    for (probabilities, symbol) in fields {
      #expect(TerminalField(HandMaze.field(probabilities)).text().hasSuffix("\(symbol)?\(symbol) \(symbol) \n"))
    }
  }

  @Test func coloursOnlyWhenAskedFor() {
    #expect(!TerminalField(weak).text().contains("\u{1B}"))
    let colored = TerminalField(weak).text(.init(usesColor: true))
    #expect(colored.contains("\u{1B}[2m→\u{1B}[0m"), "weak arrows are dim")
    #expect(TerminalField(up).text(.init(usesColor: true)).contains("\u{1B}[1;36m↑\u{1B}[0m"))
  }

  @Test func comparisonsStandSideBySideWhereThereIsRoom() throws {
    let comparison = try FieldComparison(original: up, patched: weak)
    let wide = TerminalComparison(comparison).text()
    #expect(wide == "Origi…   Patch…\n◆ ██↑    ◆ ██→*\n↑ ██↑    →*██→*\n↑?↑ ↑    →*→*→*\n")
    let narrow = TerminalComparison(comparison).text(.init(width: 12))
    #expect(narrow.split(separator: "\n").count == 8)
    #expect(TerminalField.key(.init(), isComparison: true).contains("* changed"))
  }
}
