import Essentials
import PluginHost
import Testing

@Suite struct PluginChoiceTests {
  private let scene: Scene

  init() throws {
    scene = try Scene()
    for name in ["One", "Two", "deep/One", "with space/Three"] {
      try scene.write("", to: "\(name)/Package.swift")
    }
    try scene.write("", to: "Empty/README.md")
  }

  private func choice(_ plugins: String..., variables: [String: String] = [:]) throws -> PluginChoice {
    try PluginChoice(
      PluginArguments(plugins.flatMap { ["--plugin", $0] }), in: scene.environment(trusting(variables)))
  }

  /// Whose question it is whether settings may be used, see `PluginTrustTests`.
  private func trusting(_ variables: [String: String]) -> [String: String] {
    variables.merging(["HOOKCTL_TRUST": "1"]) { $1 }
  }

  private func fault(_ plugins: String..., variables: [String: String] = [:]) -> PluginError? {
    do {
      _ = try PluginChoice(
        PluginArguments(plugins.flatMap { ["--plugin", $0] }), in: scene.environment(trusting(variables)))
      return nil
    } catch { return (error as? FaultList)?.faults.first as? PluginError ?? error as? PluginError }
  }

  @Test func foldersAreFoundFromTheWorkingFolder() throws {
    let paths = try choice("One", "./Two/", "with space/Three").folders.map(\.path)
    #expect(paths == ["One", "Two", "with space/Three"].map(scene.path))
    #expect(try choice().isEmpty)
  }

  @Test func linksAreFollowed() throws {
    try scene.link("current", to: "Two")
    try scene.link("elsewhere", to: "with space")
    #expect(try choice("current", "elsewhere/Three").folders.map(\.name) == ["Two", "Three"])
    // The same folder by two names is one plugin.
    #expect(try choice("current", "Two").folders.count == 1)
  }

  @Test func missingFoldersAreErrorsWithNearNames() {
    #expect(fault("Tow") == .noSuchFolder(path: "Tow", origin: .commandLine, near: ["Two"]))
    #expect(
      fault("Nothing/like/it") == .noSuchFolder(path: "Nothing/like/it", origin: .commandLine, near: []))
    #expect(
      fault("One/Package.swift") == .noSuchFolder(path: "One/Package.swift", origin: .commandLine, near: []))
  }

  @Test func foldersWithoutPackageAreErrors() {
    #expect(fault("Empty") == .noPackage(path: "Empty", origin: .commandLine, near: []))
    #expect(fault("deep") == .noPackage(path: "deep", origin: .commandLine, near: ["deep/One"]))
  }

  @Test func foldersOfOneNameAreAnError() {
    #expect(
      fault("One", "deep/One")
        == .sameFolderName(name: "One", first: scene.path("One"), second: scene.path("deep/One")))
  }

  @Test func allFaultsComeTogether() {
    #expect {
      try choice("Tow", "One", "Empty")
    } throws: { ($0 as? FaultList)?.faults.count == 2 }
  }

  @Test func environmentAndSettingsNamePluginsToo() throws {
    try scene.write("plugins:\n  - deep/One # a comment\n  - ~/Two\n", to: "hookctl.yaml")
    let variables = ["HOOKCTL_PLUGINS": "with space/Three::", "HOME": scene.folder]
    let folders = try choice("Two", variables: variables).folders
    #expect(folders.map(\.name) == ["One", "Two", "Three"])
    #expect(folders.map(\.origin.name) == ["hookctl.yaml", "hookctl.yaml", "HOOKCTL_PLUGINS"])
    #expect(
      fault(variables: ["HOOKCTL_PLUGINS": "Nowhere", "HOME": scene.folder])
        == .noSuchFolder(path: "Nowhere", origin: .environment, near: []))
  }

  @Test(arguments: ["", "# nothing\n", "plugins:\n", "plugins: []\n", "---\n"])
  func settingsOfNothing(text: String) throws {
    try scene.write(text, to: "hookctl.yaml")
    #expect(try choice().isEmpty)
  }

  @Test(arguments: [
    "plugin: [a]", "- a", "plugins: a", "plugins: [[a]]", "plugins: {a: b}", "plugins: [a", "plugins: ['']",
    "text",
    "? [a]\n: b",
  ])
  func wrongSettings(text: String) throws {
    try scene.write(text, to: "hookctl.yaml")
    guard case .settings(let path, _, _) = fault() else {
      Issue.record("\(text) was accepted: \(String(describing: fault()))")
      return
    }
    #expect(path.hasSuffix("hookctl.yaml"))
    #expect(fault()?.explanation.category == .badData)
  }

  @Test func hostileSettings() throws {
    for bytes in [
      [0xFF, 0xFE, 0x00], Array(repeating: UInt8(ascii: "["), count: 5000), Array("a: &a [*a]".utf8),
    ] {
      try scene.write("", to: "hookctl.yaml")
      try FileOutput.write(bytes, to: scene.path("hookctl.yaml"))
      #expect(throws: (any Error).self) { try choice() }
    }
  }
}
