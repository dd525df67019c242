import Foundation
import LimitedPrograms
import Testing

/// What is built and fetched is what the locks say.
@Suite struct SupplyTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func lines(_ path: String) throws -> [String] {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8).split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("#") }
  }

  private struct Workspace: Decodable {
    struct Object: Decodable { let dependencies: [Dependency] }
    struct Dependency: Decodable {
      struct Reference: Decodable { let identity: String }
      struct State: Decodable { let checkoutState: Checkout? }
      struct Checkout: Decodable { let version: String? }
      let packageRef: Reference
      let state: State
    }
    let object: Object
  }

  /// The package manager's own record of what these tests were built with, in the folder of the build.
  private static func workspace() throws -> Workspace {
    var folder = BuiltPrograms.folder
    while folder.path != "/" {
      if let data = try? Data(contentsOf: folder.appendingPathComponent("workspace-state.json")) {
        return try JSONDecoder().decode(Workspace.self, from: data)
      }
      folder.deleteLastPathComponent()
    }
    throw CocoaError(.fileNoSuchFile)
  }

  @Test func packagesAreThoseOfTheLock() throws {
    let built = try Self.workspace().object.dependencies.compactMap { dependency in
      dependency.state.checkoutState.map { "\(dependency.packageRef.identity) \($0.version ?? "")" }
    }
    let locked = try Self.lines("Dependencies.lock").map {
      $0.lowercased().split(separator: " ").joined(separator: " ")
    }
    #expect(Set(built) == Set(locked), "Documentation/Supply.md says how to renew Dependencies.lock")
  }

  /// A lock names everything with a digest, and holds all that its requirements ask for.
  @Test(arguments: [
    "Scripts/oracles/requirements", "Scripts/oracles/requirements-statistics", "Benchmarks/requirements",
    "Benchmarks/requirements-tools", "Scripts/python/requirements",
  ])
  func pythonPackagesAreLocked(path: String) throws {
    let locked = try Self.lines("\(path).lock")
    #expect(!locked.isEmpty)
    for line in locked {
      #expect(line.contains(/^[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]* --hash=sha256:[0-9a-f]{64}$/), "\(line)")
    }
    let names = Set(locked.map { $0.prefix { $0 != " " }.lowercased() })
    for line in try Self.lines("\(path).txt") {
      #expect(names.contains { $0 == line.lowercased() || $0.hasPrefix(line.lowercased() + "==") }, "\(line)")
    }
  }

  /// The set-up and the program check the same library and the same pictures.
  @Test func setUpAndProgramAgreeOnProcgen() throws {
    let setup = try String(contentsOf: Self.root.appendingPathComponent("Scripts/setup.sh"), encoding: .utf8)
    for path in ["Environments/Procgen/ProcgenLibrary.swift", "Pictures/PictureFiles.swift"] {
      let source = try String(contentsOf: Self.root.appendingPathComponent("Sources/MazeEnv/\(path)"), encoding: .utf8)
      let digests = source.matches(of: /"([0-9a-f]{64})"/).map { String($0.1) }
      #expect(digests.count >= 2 && digests.allSatisfy(setup.contains))
    }
  }
}
