import Foundation
import LimitedPrograms
import Testing

@testable import Manual

/// The pages of the manual are made of what help says.
@Suite struct ManualTests {
  @Test func everyCommandHasAPageWithItsOptions() throws {
    try inFolder { hookctl in
      try FileManager.default.createDirectory(atPath: hookctl.path("man"), withIntermediateDirectories: true)
      #expect(try hookctl("manual", "man").code == 0)
      let pages = try FileManager.default.contentsOfDirectory(atPath: hookctl.path("man")).sorted()
      let names = HelpTests.commands.map { (["hookctl"] + $0.split(separator: " ")).joined(separator: "-") + ".1" }
      #expect(pages == names.sorted())
      for command in HelpTests.commands {
        let words = command.split(separator: " ").map(String.init)
        let page = try hookctl.text("man/\((["hookctl"] + words).joined(separator: "-")).1")
        for option in try hookctl.run(words + ["--help"]).output.matches(of: /(?m)^  (?:-\w, )?(--[a-z0-9-]+)/).map(\.1)
        {
          let spelt = option.replacing("-", with: "\\-")
          #expect(page.contains("\\fB\(spelt)\\fR"), "\(command) \(option)")
        }
      }
    }
  }

  /// roff would take a line that begins with a dot for a request.
  @Test func textIsNoRequest() {
    #expect(ManualPage.escaped(".pth\n'a'\n\\x --out") == "\\&.pth\n\\&'a'\n\\ex \\-\\-out")
  }

  @Test func aDiscussionIsParagraphsAndSections() {
    let discussion = ManualDiscussion("One\ntwo.\n\nThree.\n\nEXAMPLES\n  hookctl a\n    --b\n\nFour.")
    #expect(discussion.paragraphs == ["One\ntwo.", "Three.", "Four."])
    #expect(discussion.sections.map(\.title) == ["EXAMPLES"])
    #expect(discussion.sections.first?.lines == ["hookctl a", "  --b"])
  }
}
