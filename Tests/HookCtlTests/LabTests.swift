import Foundation
import LimitedPrograms
import Testing

/// `hookctl lab` without a browser; what is in the page is for HookLabTests and `make test-browser`.
@Suite struct LabTests {
  private static let maze = ["lab", "--level", "3", "--mode", "easy", "--theme", "plain"]

  @Test func thePageWithoutAServerIsOneFile() throws {
    try inFolder { hookctl in
      let edit = ["--patch", "zero@embedder.block2.res1.resadd_out[5]", "--out", "lab.html"]
      let outcome = try hookctl.run(Self.maze + edit)
      #expect(outcome.code == 0 && outcome.errors.contains("wrote lab.html"), "\(outcome)")
      let page = try String(contentsOf: URL(fileURLWithPath: hookctl.path("lab.html")), encoding: .utf8)
      #expect(page.contains("script-src 'sha256-") && page.contains("\"site\":\"embedder.block2.res1.resadd_out\""))
    }
  }

  @Test(arguments: [
    (["--port", "99999"], Int32(71), "cannot be listened on"), (["--site", "fc_out"], 64, "add --out FILE.html"),
    (["--out", "lab.pdf"], 64, "does not write .pdf files"),
    (["--out", "lab.html", "--site", "nowhere"], 64, "no site of this model matches"),
    (["--patch", "zeroo@fc_out"], 64, "there is no such intervention"),
  ])
  func whatMakesNoSenseIsAnError(_ options: [String], _ code: Int32, _ message: String) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(Self.maze + options)
      #expect(outcome.code == code && outcome.errors.contains(message), "\(outcome)")
    }
  }
}
