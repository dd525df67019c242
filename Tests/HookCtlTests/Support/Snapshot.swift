import Foundation
import Testing

/// Text compared with a committed file.
///
/// `HOOKKIT_UPDATE_SNAPSHOTS=1 swift test -c release --filter HookCtlTests` writes the files anew; look at
/// the difference.
enum Snapshot {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .appendingPathComponent("Fixtures/snapshots")

  static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appendingPathComponent(name + ".txt")
    if ProcessInfo.processInfo.environment["HOOKKIT_UPDATE_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let committed = try #require(
      try? String(contentsOf: file, encoding: .utf8), "there is no snapshot \(name)",
      sourceLocation: sourceLocation)
    #expect(text == committed, "\(name) differs from its snapshot", sourceLocation: sourceLocation)
  }
}
