import Foundation
import MazeEnv

/// Runs the commands of a page as its reader does: in a folder of their own, with `hookctl` on the path.
final class Shell {
  let folder: URL
  private var status: Int32 = 0
  private let transcript: URL

  /// Whether procgen's pictures are installed, which most commands and blocks need.
  static let hasPictures = PictureFiles.areInstalled()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("docs-\(UUID().uuidString)")
    transcript = folder.appendingPathExtension("out")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    for url in [folder, transcript] { try? FileManager.default.removeItem(at: url) }
  }

  func write(_ text: String, to name: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data((text + "\n").utf8).write(to: file)
  }

  /// Runs a command, with `$?` as the one before left it.
  ///
  /// - Returns: what it printed to either stream, and how it ended.
  func run(_ command: String) throws -> (lines: [String], status: Int32) {
    try Data().write(to: transcript)
    let file = try FileHandle(forWritingTo: transcript)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "(exit \(status))\n\(command)"]
    process.currentDirectoryURL = folder
    process.environment = Self.environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = file
    process.standardError = file
    try process.run()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    var lines = try String(contentsOf: transcript, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    if lines.last == "" { lines.removeLast() }
    // What is said of builds depends on what was built before.
    lines.removeAll { $0.hasPrefix("building ") || $0.hasPrefix("waiting for another hookctl") }
    return (lines, status)
  }

  private static var environment: [String: String] {
    // The program that was built with these tests is beside their own.
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let programs = tests.deletingLastPathComponent().path
    var variables = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR"] { variables[name] = nil }
    variables["COLUMNS"] = "80"
    // Plugins of the pages are built where those of `PluginHostTests` are, so that HookKit is compiled once.
    variables["HOOKCTL_PLUGIN_CACHE"] = Page.root.appendingPathComponent(".build/plugin-tests").path
    variables["PATH"] = "\(programs):\(variables["PATH"] ?? "/usr/bin:/bin")"
    return variables
  }
}
