import Foundation
import HookKit
import Interventions
import Testing
import Yams

/// Data that the documentation shows can be read, and its links lead somewhere.
@Suite struct DataBlockTests {
  @Test func dataCanBeRead() throws {
    for block in try Page.all().flatMap(\.blocks) {
      let place = "\(block.page), line \(block.line)"
      if block.has("plan") {
        #expect(throws: Never.self, "\(place)") { try Plan(text: block.text, registry: .builtIn) }
      } else if block.language == "json" {
        #expect(throws: Never.self, "\(place)") {
          try JSONSerialization.jsonObject(with: Data(block.text.utf8))
        }
      } else if block.language == "yaml" {
        #expect(throws: Never.self, "\(place)") { try Yams.load(yaml: block.text) }
      }
    }
  }

  /// Every block says what it is, and commands of ours stand only where they are run.
  @Test func blocksAreOfKnownKinds() throws {
    let known = ["swift", "console", "sh", "text", "json", "yaml", "python"]
    for block in try Page.all().flatMap(\.blocks) {
      let place = "\(block.page), line \(block.line)"
      #expect(known.contains(block.language), "\(place): \(block.words)")
      if ["sh", "text"].contains(block.language) {
        #expect(!block.text.contains("$ hookctl") && !block.text.hasPrefix("hookctl "), "\(place): make it console")
      }
    }
  }

  @Test func linksLeadSomewhere() throws {
    for page in try Page.all() {
      let folder = Page.root.appendingPathComponent(page.path).deletingLastPathComponent()
      for match in page.text.matches(of: /\]\(([^)\s]+)\)/) where !match.1.contains("://") {
        let (path, heading) = (match.1.prefix { $0 != "#" }, match.1.split(separator: "#").last)
        let target =
          path.isEmpty ? Page.root.appendingPathComponent(page.path) : folder.appendingPathComponent(String(path))
        #expect(FileManager.default.fileExists(atPath: target.path), "\(page.path): \(match.1)")
        guard match.1.contains("#"), let heading, target.pathExtension == "md" else { continue }
        let text = try String(contentsOf: target, encoding: .utf8)
        #expect(Self.anchors(of: text).contains(String(heading)), "\(page.path): \(match.1)")
      }
    }
  }

  /// The anchors that GitHub gives headings.
  private static func anchors(of text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
      line.drop { $0 == "#" || $0 == " " }.lowercased()
        .filter { $0.isLetter || $0.isNumber || " -_".contains($0) }.replacing(" ", with: "-")
    }
  }
}

/// Manifests that the documentation shows are read by the package manager.
@Suite struct ManifestBlockTests {
  @Test func manifestsAreRead() throws {
    for block in try Page.all().flatMap(\.blocks) where block.has("manifest") {
      let shell = try Shell()
      try shell.write(block.text, to: "Package.swift")
      let (lines, status) = try shell.run("swift package dump-package")
      #expect(status == 0, "\(block.page), line \(block.line):\n\(lines.joined(separator: "\n"))")
    }
  }
}
