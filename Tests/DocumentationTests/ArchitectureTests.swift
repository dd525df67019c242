import Foundation
import Testing

/// Architecture.md is true where it can be: its targets, folders and type names are those of the sources.
@Suite struct ArchitectureTests {
  private let text: String
  private let manifest: String
  private static let sources = Page.root.appendingPathComponent("Sources")

  /// All files and folders below Sources.
  private static let files =
    FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []

  /// What a file of Swift says; nothing for any other.
  private static func code(_ file: String) throws -> String {
    guard file.hasSuffix(".swift") else { return "" }
    return try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
  }

  init() throws {
    text = try Page("Documentation/Architecture.md").text
    manifest = try String(contentsOf: Page.root.appendingPathComponent("Package.swift"), encoding: .utf8)
  }

  /// The targets of the picture, from the top.
  private var drawn: [String] {
    let picture = text.split(separator: "```text\n").dropFirst().first?.split(separator: "```").first ?? ""
    return picture.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != " " }) }
  }

  /// The targets below Sources, with what the manifest says that they use.
  private var targets: [String: Set<String>] {
    let entries = manifest.matches(
      of: /\.(?:target|executableTarget|systemLibrary)\(\s*name: "(\w+)"((?:[^()]|\((?:[^()])*\))*)\)/)
    var targets: [String: Set<String>] = [:]
    for entry in entries where !entry.2.contains("path:") {
      let list = entry.2.split(separator: "dependencies: [").dropFirst().first?.split(separator: "]").first ?? ""
      targets[String(entry.1)] = Set(list.matches(of: /"(\w+)"/).map { String($0.1) })
    }
    return targets
  }

  @Test func theTargetsAreThoseOfTheManifest() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path).filter { !$0.hasPrefix(".") }
    #expect(drawn.sorted() == targets.keys.sorted() && drawn.sorted() == folders.sorted())
  }

  @Test func aTargetStandsAboveWhatItUses() {
    let places = Dictionary(uniqueKeysWithValues: drawn.enumerated().map { ($1, $0) })
    #expect(targets["Sweeps"]?.contains("MazeLab") == true)
    for (target, used) in targets {
      for other in used {
        if let place = places[other] { #expect((places[target] ?? .max) < place, "\(target), \(other)") }
      }
    }
  }

  @Test(arguments: ["HookKit", "Essentials"]) func theRoomsOfATargetAreItsFolders(_ target: String) throws {
    let rooms = text.matches(of: /(?m)^\| `(\w+)\/(\w+)` \|/).filter { $0.1 == target }.map { String($0.2) }
    let folder = Self.sources.appendingPathComponent(target)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == rooms.sorted())
  }

  @Test func systemsDifferOnTheGroundFloorAlone() throws {
    let differing = try Self.files.filter { file in
      try Self.code(file).contains(/(?m)^ *#(?:else)?if .*\b(?:os|arch|canImport)\(/)
    }
    #expect(Set(differing.map { $0.prefix { $0 != "/" } }) == ["CLibrary", "Essentials"], "\(differing)")
  }

  @Test func foldersAndTypesThatItNamesExist() throws {
    let declared = try Self.files.flatMap { file in
      try Self.code(file).matches(of: /\b(?:struct|class|enum|protocol|actor) ([A-Z]\w*)/).map { String($0.1) }
    }
    let known = Set(declared).union(targets.keys)
    let quoted = text.matches(of: /`([A-Z][\w\/.]*)`/).map { String($0.1) }
    #expect(quoted.count > 60)
    for name in quoted {
      let exists = name.contains("/") ? Self.files.contains(name) : known.contains(String(name.prefix { $0 != "." }))
      #expect(exists, "\(name)")
    }
  }
}

/// Files that pages name by their ends, `Rows/SliceExecution.swift`, exist.
@Suite struct NamedFilesTests {
  private static let examples: Set = ["MyPlugin/Sources/MyPlugin/Dampen.swift"]

  @Test func filesThatPagesNameExist() throws {
    let files = ["Sources", "Plugins", "Tests"].flatMap { folder in
      FileManager.default.enumerator(atPath: Page.root.appendingPathComponent(folder).path)?
        .compactMap { ($0 as? String).map { "/\(folder)/\($0)" } } ?? []
    }
    var named = 0
    for page in try Page.all() {
      for match in page.text.matches(of: /`([\w+]+(?:\/[\w+.]+)+\.(?:swift|c|inc|h))`/) {
        named += 1
        let name = String(match.1)
        #expect(Self.examples.contains(name) || files.contains { $0.hasSuffix("/\(name)") }, "\(page.path): \(name)")
      }
    }
    #expect(named > 30)
  }
}

/// Folders use each other in one direction, and `Scripts/lint/folders.py` finds where they do not.
@Suite struct FolderTests {
  private func lint(_ shell: Shell, _ options: String = "") throws -> (lines: [String], status: Int32) {
    try shell.run("python3 '\(Page.root.path)/Scripts/lint/folders.py' \(options)")
  }

  @Test func noTargetHasACircleOfFolders() throws {
    let (lines, status) = try lint(Shell())
    #expect(status == 0 && lines == ["no circles of folders"], "\(lines.joined(separator: "\n"))")
  }

  @Test(arguments: [
    (#"struct B { let a: A }"#, ["T: a circle of 2 folders: One, Two", "  One -> Two: B", "  Two -> One: A"]),
    (
      #"extension A { struct B {} }"#,
      ["T: a circle of 2 folders: One, Two", "  One -> Two: A.B", "  Two -> One: A"]
    ),
    (
      #"struct B { let a = "A, \(A.self)" }"#,
      ["T: a circle of 2 folders: One, Two", "  One -> Two: B", "  Two -> One: A"]
    ),
    (#"struct B { let a = "A" /* A */ } // A"#, ["no circles of folders"]),
    (#"private struct A {}; struct B { let a: A }"#, ["no circles of folders"]),
  ])
  func usesAreNamesOfTypes(code: String, expected: [String]) throws {
    let shell = try Shell()
    try shell.write("struct A { var b: \(code.hasPrefix("extension") ? "A.B" : "B") }", to: "S/T/One/A.swift")
    try shell.write(code, to: "S/T/Two/B.swift")
    let (lines, status) = try lint(shell, "--sources S")
    #expect(lines == expected && status == (expected.count > 1 ? 1 : 0), "\(lines)")
  }
}
