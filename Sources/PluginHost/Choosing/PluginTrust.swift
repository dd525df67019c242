import CLibrary
import Foundation
import Essentials

/// Settings of the working folder that name plugins, which are programs: whoever wrote the file has them run.
public struct UntrustedSettings: Sendable, Hashable {
  /// The file that names the plugins.
  public let file: String
  /// The folders of the plugins, as absolute paths.
  public let folders: [String]
  /// What the file says, and what it means here: another file, text or folder is another question.
  let digest: String

  init(_ settings: PluginSettings, file: String, in environment: HostEnvironment) {
    self.file = FileSystem.realPath(file) ?? file
    folders = settings.plugins.map { environment.expanded($0) }
    let real = folders.map { FileSystem.realPath($0) ?? $0 }
    digest = SHA256.hexDigest(of: Array(([self.file, settings.text] + real).joined(separator: "\n").utf8))
  }
}

/// Which settings may have their plugins used, as the user once said.
///
/// As in direnv, a file to each digest lies in a folder of the user's own. What the plugins' sources say is not part of it:
/// it is the folders that are trusted.
struct PluginTrust {
  private let environment: HostEnvironment

  init(_ environment: HostEnvironment) { self.environment = environment }

  /// Whether the plugins may be used: said on this command line or in ``HostEnvironment/trustVariable``, before, or now.
  ///
  /// - Throws: ``PluginError/cache(path:reason:)`` when it cannot be remembered.
  func allows(_ settings: UntrustedSettings, isTrusting: Bool, _ asking: (UntrustedSettings) -> Bool) throws -> Bool {
    if environment[HostEnvironment.trustVariable] == "1" { return true }
    if isRemembered(settings.digest) { return true }
    guard isTrusting || asking(settings) else { return false }
    try remember(settings)
    return true
  }

  /// `$XDG_DATA_HOME/hookkit/trusted`.
  private var folder: String {
    let root = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (root ?? "\(environment.home)/.local/share") + "/hookkit/trusted"
  }

  private func isRemembered(_ digest: String) -> Bool {
    FileSystem.isOwn(folder) && FileSystem.isOwn("\(folder)/\(digest)")
  }

  private func remember(_ settings: UntrustedSettings) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      chmod(folder, 0o700)
      let path = "\(folder)/\(settings.digest)"
      try FileOutput.write(Array("\(settings.file)\n".utf8), to: path)
      chmod(path, 0o600)
    } catch { throw PluginError.trust(path: folder, reason: FileSystem.reason(error)) }
  }
}
