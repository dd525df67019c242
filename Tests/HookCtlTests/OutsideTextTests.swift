import Foundation
import LimitedPrograms
import Testing

/// What files and their names hold reaches a terminal and a report as visible text, and costs no more than it should.
@Suite struct OutsideTextTests {
  private static func hasControls(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
    }
  }

  @Test func controlCharactersAreShown() throws {
    try inFolder { hookctl in
      try hookctl.write("mode: easy\u{1B}[2J\n...\n...\n...\n", to: "esc.maze")
      let outcome = try hookctl("maze", "show", "--maze", "esc.maze")
      #expect(outcome.code == 65 && outcome.errors.contains("\"mode: easy\\u{1B}[2J\" is not understood"))
      #expect(!Self.hasControls(outcome.errors))
      let name = "a\u{1B}]0;x\u{7}\u{9B}31m\u{202E}.maze"
      try hookctl.write("mode: easy\n\n..C\n.##\nM..\n", to: name)
      for arguments in [
        ["compare", "--maze", name, "--theme", "plain", "--patch", "zero@fc_policy_out", "--out", "b\u{1B}[2J.json"],
        ["compare", "--maze", name, "--theme", "plain", "--patch", "zero@fc_policy_out", "--json"],
        ["maze", "show", "--maze", "no\u{1B}[2J"], ["vfield", "\u{1B}[2J"], ["maze", "show", "--level", "0\u{1B}[2J"],
        ["compare", "--maze", name, "--theme", "plain", "--patch", "zero@fc\u{1B}[2J"],
      ] {
        let outcome = try hookctl.run(arguments)
        #expect(!Self.hasControls(outcome.output + outcome.errors), "\(arguments): \(outcome)")
      }
    }
  }

  /// The lists that these texts name would take gigabytes.
  @Test func shortTextsAreCountedFirst() throws {
    try inFolder { hookctl in
      let levels = (0..<3000).map { "\($0)00000..<\($0 + 1)00000" }.joined(separator: ",")
      let plan = "{\"version\": 1, \"edits\": [\"mean(of: 'levels \(levels)')@embedder.block1.conv_out\"]}"
      try hookctl.write(plan, to: "bomb.json")
      try hookctl.write("version: 1\u{85}a: &a [x,x]\u{85}b: &b [*a,*a]\u{85}edits: *b\n", to: "bomb.yaml")
      let outcome = try hookctl("compare", "--level", "0", "--theme", "plain", "--plan", "bomb.json")
      #expect(outcome.code == 65 || outcome.code == 64)
      #expect(outcome.errors.contains("these are 300,000,000 levels") && outcome.errors.utf8.count < 1000)
      #expect(try hookctl("explain", "--plan", "bomb.yaml").code == 65)
    }
  }
}
