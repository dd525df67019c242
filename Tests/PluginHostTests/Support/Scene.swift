import Foundation
import LimitedPrograms
import PluginHost

/// A folder of its own, with whatever a test puts there.
final class Scene {
  let folder: String

  init() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("plugins-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    // The temporary folder itself may be reached by a link.
    folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  deinit {
    // Tests make folders that cannot be written; they must become writable again to be removed.
    _ = try? Self.run("/bin/chmod", ["-R", "u+w", folder])
    try? FileManager.default.removeItem(atPath: folder)
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: path(target))
  }

  /// An environment in the folder.
  func environment(_ variables: [String: String] = [:], programs: String? = nil) -> HostEnvironment {
    HostEnvironment(variables: variables, folder: folder, programs: programs)
  }

  /// Runs a program to its end.
  static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    try LimitedProgram.run(.init(program, arguments)).code
  }
}
