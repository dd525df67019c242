import Essentials
import Foundation
import Testing

@Suite struct PrintableTextTests {
  @Test func controlsBecomeVisible() {
    #expect(PrintableText.lines("a\u{1B}[31mb\nc\td\r") == "a\\u{1B}[31mb\nc\td\\u{D}")
    #expect(PrintableText.line("a\nb\u{9B}2J\u{7F}\u{0}") == "a\\u{A}b\\u{9B}2J\\u{7F}\\u{0}")
    #expect(PrintableText.lines("\u{202E}abc\u{2066}\u{200F}") == "\\u{202E}abc\\u{2066}\\u{200F}")
    let plain = "héllo 😀 → ok"
    #expect(PrintableText.lines(plain) == plain)
  }

  @Test func onlyColoursOfDrawingsStay() {
    let text = "\u{1B}[38;5;2mx\u{1B}[0m\u{1B}]0;title\u{7}\u{1B}[2J"
    #expect(PrintableText.colored(text) == "\u{1B}[38;5;2mx\u{1B}[0m\\u{1B}]0;title\\u{7}\\u{1B}[2J")
  }

  @Test func errorsShowNamesAsTheyAre() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("names-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data().write(to: folder.appendingPathComponent("c\u{1B}[2Jd"))
    let error = FileError.missing(path: "\(folder.path)/c\u{1B}[2J\nd")
    #expect(
      error.description
        == "\(folder.path)/c\\u{1B}[2J\\u{A}d: there is no such file; did you mean \"c\\u{1B}[2Jd\"?")
  }

  @Test func tablesAndGraphsToo() throws {
    var table = Table()
    table.add("a\nb", "\u{1B}c")
    #expect(table.text == "a\\u{A}b  \\u{1B}c")
  }
}
