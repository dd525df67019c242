import Foundation
import Testing

@testable import PluginHost

@Suite struct SourceDigestTests {
  @Test func itIsThatOfTheContentsWhereverTheyLie() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("digest-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    func plugin(_ name: String, _ text: String) throws -> String {
      let folder = root.appendingPathComponent(name)
      for part in ["Sources/A", "Sources/.build"] {
        try FileManager.default.createDirectory(
          at: folder.appendingPathComponent(part), withIntermediateDirectories: true)
      }
      try text.write(to: folder.appendingPathComponent("Sources/A/a.swift"), atomically: true, encoding: .utf8)
      try "manifest".write(to: folder.appendingPathComponent("Package.swift"), atomically: true, encoding: .utf8)
      try UUID().uuidString.write(
        to: folder.appendingPathComponent("Sources/.build/x"), atomically: true, encoding: .utf8)
      let inputs = ["Package.swift", "Package.resolved", "Sources"].map { "\(folder.path)/\($0)" }
      return try SourceDigest.of(inputs, in: folder.path)
    }
    let first = try plugin("one", "a")
    #expect(try first == plugin("two", "a"))
    #expect(try first != plugin("three", "b"))
    #expect(first.count == 64)
  }
}
