import ArgumentParser
import Downloads
import Foundation
import HookKit
import MazeEnv

/// `hookctl data fetch`: procgen's pictures and library, checked.
struct DataFetchCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Fetch procgen's pictures and library from PyPI, check them, and put them in place.",
    discussion: """
      Mazes are drawn with its pictures unless --theme plain says otherwise, and --backend procgen runs its \
      library. A transfer that was cut goes on. Nothing is done when all is there.

      EXAMPLES
        hookctl data fetch
        hookctl data fetch --list
      """)

  @Flag(help: "Print what is fetched, with size, licence and address.")
  var list = false

  @Option(help: ArgumentHelp("Fetch procgen's wheel from another address.", valueName: "address"))
  var from: String?

  func run(in program: Program) throws {
    let entry = DownloadCatalogue.procgen
    if list { return try program.console.print(DownloadCatalogue.text([entry])) }
    let folder = PictureFiles.defaultFolder()
    guard !ProcgenFiles.areThere(in: folder) else {
      return program.console.note("\(folder) has all of it already")
    }
    let wheel = "\(CacheFolder.path())/\(entry.fileName)"
    let download = Download(
      name: entry.name, addresses: from.map { [$0] } ?? entry.addresses, target: wheel, size: entry.size,
      digest: entry.digest)
    _ = try download.run(program.console)
    try ProcgenFiles.install(wheel, to: folder)
    // All that is used of it is unpacked.
    unlink(wheel)
    program.console.note("wrote \(folder)")
  }
}
