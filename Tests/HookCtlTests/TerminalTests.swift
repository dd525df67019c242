import Foundation
import LimitedPrograms
import Testing

/// What is printed fits the terminal; what goes into a pipe is as wide as it needs to be.
@Suite struct TerminalTests {
  /// Runs the program in a terminal of so many columns, which the program `script` makes.
  private func lines(_ command: String, width: Int, _ hookctl: Hookctl) throws -> [String] {
    let outcome = try hookctl.shell(
      "script -qec \"'$0' \(command)\" /dev/null", environment: ["COLUMNS": "\(width)", "NO_COLOR": "1"])
    #expect(outcome.code == 0, "\(outcome.output)")
    return outcome.output.split(whereSeparator: \.isNewline).map(String.init)
  }

  private static let hasTerminals = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

  @Test(
    .enabled(if: hasTerminals, "there is no `script` (bsdutils), which makes terminals"), arguments: [80, 120],
    ["sites", "interventions", "metrics", "conditions", "doctor", "model info", "vfield --level 8 --theme plain"])
  func everythingFits(width: Int, command: String) throws {
    try inFolder { hookctl in
      let lines = try lines(command, width: width, hookctl)
      #expect(!lines.isEmpty)
      for line in lines where !line.contains("\u{1B}") { #expect(line.count <= width, "\(line)") }
    }
  }

  @Test(.enabled(if: hasTerminals, "there is no `script` (bsdutils), which makes terminals"))
  func pipesHaveWholeLines() throws {
    try inFolder { hookctl in
      let piped = try hookctl("sites", environment: ["COLUMNS": "40"]).output.split(separator: "\n")
      let shown = try lines("sites", width: 80, hookctl)
      #expect(piped.contains { $0.count > 120 } && shown.count > piped.count)
      func letters(_ text: String) -> [Character] { text.filter { !$0.isWhitespace }.sorted() }
      #expect(letters(piped.joined()) == letters(shown.joined()))
    }
  }
}
