import ArgumentParser
import HookKit
import Manual

/// `hookctl manual`: writes the pages of the manual, for `make install`; help does not list it.
struct ManualCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Write a page of the manual for every command, from what help says.",
    discussion: """
      EXAMPLES
        hookctl manual share/man/man1
      """,
    shouldDisplay: false)

  @Argument(help: "The folder.", completion: .directory)
  var folder: String

  func run(in program: Program) throws {
    let pages = try CommandDescription.all(of: HookCtl.self).withCommands.map(ManualPage.init)
    try FileOutput.write(pages.map { FileOutput.Contents(Array($0.text.utf8), for: "\(folder)/\($0.name).1") })
    program.console.noteWritten("\(pages.count) pages into \(folder)")
  }
}
