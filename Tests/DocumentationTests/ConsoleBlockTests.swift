import Foundation
import Testing

/// The commands of the documentation do what the pages say.
@Suite struct ConsoleBlockTests {
  @Test(
    .enabled(if: Shell.hasPictures, "procgen's pictures are not installed"),
    arguments: try Page.all().map(\.path))
  func commandsPrintWhatThePageSays(path: String) throws {
    let shell = try Shell()
    try shell.copyFiles(beside: path)
    for block in try Page(path).blocks {
      if let name = block.fileName { try shell.write(block.text, to: name) }
      guard block.language == "console" else { continue }
      let steps = Transcript(block).steps
      for (index, step) in steps.enumerated() {
        let (lines, status) = try shell.run(step.command)
        let place = "\(path), line \(block.line): \(step.command)"
        #expect(Match.matches(step.output, lines), "\(place)\nprints\n\(lines.joined(separator: "\n"))\n")
        let showsStatus = index + 1 < steps.count && steps[index + 1].command == "echo $?"
        #expect(status == 0 || showsStatus, "\(place) ends with \(status), which the page does not show")
      }
    }
  }
}
