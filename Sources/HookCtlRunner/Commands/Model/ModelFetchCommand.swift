import ArgumentParser
import Downloads
import Foundation
import HookKit

/// `hookctl model fetch`: a published checkpoint, checked.
struct ModelFetchCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Fetch a published checkpoint, check it, and have --model know its name.",
    usage: "hookctl model fetch (<name> | <address> | --list) [<options>]",
    discussion: """
      The file is checked before it is used, and a transfer that was cut goes on. curl does the fetching.

      EXAMPLES
        hookctl model fetch --list
        hookctl model fetch maze-rand-region-5
        hookctl vfield --level 0 --model maze-rand-region-5
      """)

  @Argument(
    help: "A name of the list, or an address with https://.",
    completion: .list(DownloadCatalogue.models.map(\.name)))
  var name: String?

  @Flag(help: "Print what can be fetched by name, with sizes, licences and addresses.")
  var list = false

  @Option(help: ArgumentHelp("Fetch the file of that name from another address.", valueName: "address"))
  var from: String?

  @Option(help: ArgumentHelp("What the file must be; for addresses.", valueName: "digits"))
  var sha256: String?

  func run(in program: Program) throws {
    if list { return try program.console.print(DownloadCatalogue.text(DownloadCatalogue.models)) }
    guard let name else { throw DownloadError.nothingNamed }
    let download = try download(name)
    let isNew = try download.run(program.console)
    program.console.note(isNew ? "wrote \(download.target)" : "\(download.target) is there already")
    let known = DownloadCatalogue.models.contains { $0.name == name }
    let word = known ? name : (download.target as NSString).lastPathComponent
    try program.console.print("Next: hookctl model info --model \(word)")
  }

  private func download(_ name: String) throws -> Download {
    if let entry = DownloadCatalogue.models.first(where: { $0.name == name }) {
      return Download(
        name: name, addresses: from.map { [$0] } ?? entry.addresses, target: FetchedModels.path(of: entry),
        size: entry.size, digest: entry.digest)
    }
    guard let file = URL(string: name), ["http", "https"].contains(file.scheme), file.lastPathComponent.count > 1 else {
      throw DownloadError.unknown(name: name, known: DownloadCatalogue.models.map(\.name))
    }
    return Download(
      name: file.lastPathComponent, addresses: [name], target: "\(FetchedModels.folder)/\(file.lastPathComponent)",
      size: nil, digest: try digest())
  }

  private func digest() throws -> FileDigest? {
    guard let sha256 else { return nil }
    guard sha256.count == 64, sha256.allSatisfy(\.isHexDigit) else { throw DownloadError.digest(sha256) }
    return .sha256(sha256.lowercased())
  }
}
