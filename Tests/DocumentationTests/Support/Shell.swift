import Foundation
import LimitedPrograms
import MazeEnv

/// Runs the commands of a page as its reader does: in a folder of their own, with `hookctl` on the path.
final class Shell {
  let folder: URL
  private var status: Int32 = 0
  /// A command may build a plugin, and with it HookKit.
  private static let limit = Duration.seconds(1800)

  /// Whether procgen's pictures are installed, which most commands and blocks need.
  static let hasPictures = PictureFiles.areInstalled()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("docs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String, to name: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data((text + "\n").utf8).write(to: file)
  }

  /// Copies the files that a page has in a folder of its name: those of `Own.md` are in `Own/`.
  func copyFiles(beside page: String) throws {
    let source = Page.root.appendingPathComponent(String(page.dropLast(".md".count)))
    for name in (try? FileManager.default.contentsOfDirectory(atPath: source.path)) ?? [] {
      try FileManager.default.copyItem(at: source.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
  }

  /// Runs a command, with `$?` as the one before left it.
  ///
  /// - Returns: what it printed to either stream, and how it ended.
  func run(_ command: String) throws -> (lines: [String], status: Int32) {
    var start = LimitedProgram.Start("/bin/bash", ["-c", "(exit \(status))\n\(command)"])
    start.folder = folder
    start.environment = Self.environment
    start.mergesErrors = true
    start.limit = Self.limit
    let outcome = try LimitedProgram.run(start)
    status = outcome.code
    var lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    // What is said of builds depends on what was built before.
    lines.removeAll { $0.hasPrefix("building ") || $0.hasPrefix("waiting for another hookctl") }
    return (lines, status)
  }

  private static var environment: [String: String] {
    var variables = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR"] { variables[name] = nil }
    variables["COLUMNS"] = "80"
    // Plugins of the pages are built where those of `PluginHostTests` are, so that HookKit is compiled once.
    variables["HOOKCTL_PLUGIN_CACHE"] = Page.root.appendingPathComponent(".build/plugin-tests").path
    variables["PATH"] = "\(BuiltPrograms.folder.path):\(variables["PATH"] ?? "/usr/bin:/bin")"
    return variables
  }
}
