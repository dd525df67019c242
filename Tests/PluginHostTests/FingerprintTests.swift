import Foundation
import PluginHost
import Testing

@Suite struct FingerprintTests {
  private let scene: Scene

  init() throws {
    scene = try Scene()
    try scene.write("a", to: "P/Sources/P/a.swift")
    try scene.write("b", to: "P/Sources/P/deep/b.swift")
    try scene.write("c", to: "P/.build/c")
  }

  private var digest: String {
    var fingerprint = Fingerprint()
    fingerprint.add(path: scene.path("P"))
    return fingerprint.digest
  }

  @Test func everyChangeShows() throws {
    var seen = [digest]
    func expectChange(_ what: String, _ change: () throws -> Void) throws {
      try change()
      #expect(!seen.contains(digest), "\(what) is not noticed")
      seen.append(digest)
    }
    try expectChange("an edit") { try scene.write("x", to: "P/Sources/P/a.swift") }
    try expectChange("an edit of the same length, the old date put back") {
      let path = scene.path("P/Sources/P/a.swift")
      let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
      try scene.write("y", to: "P/Sources/P/a.swift")
      try FileManager.default.setAttributes([.modificationDate: date as Any], ofItemAtPath: path)
    }
    try expectChange("a new file") { try scene.write("", to: "P/Sources/P/deep/new.swift") }
    try expectChange("a removed file") {
      try FileManager.default.removeItem(atPath: scene.path("P/Sources/P/deep/new.swift"))
      try scene.write("b", to: "P/Sources/P/deep/b.swift")
    }
    try expectChange("a renamed file") {
      try FileManager.default.moveItem(
        atPath: scene.path("P/Sources/P/a.swift"), toPath: scene.path("P/Sources/P/z.swift"))
    }
  }

  @Test func whatNoBuildReadsDoesNotCount() throws {
    let before = digest
    #expect(digest == before)
    try scene.write("changed", to: "P/.build/c")
    try scene.write("changed", to: "P/.git/HEAD")
    try scene.write("changed", to: "P/.swiftpm/x")
    #expect(digest == before)
  }

  @Test func linksAreFollowedAndNeverRoundForEver() throws {
    try scene.write("1", to: "Elsewhere/e.swift")
    try scene.link("P/Sources/linked", to: "Elsewhere")
    try scene.link("P/Sources/round", to: "P")
    let before = digest
    try scene.write("2", to: "Elsewhere/e.swift")
    #expect(digest != before)
  }

  @Test func whatIsMissingCounts() throws {
    var first = Fingerprint()
    first.add(path: scene.path("P/Package.resolved"))
    try scene.write("{}", to: "P/Package.resolved")
    var second = Fingerprint()
    second.add(path: scene.path("P/Package.resolved"))
    #expect(first.digest != second.digest)
  }
}
