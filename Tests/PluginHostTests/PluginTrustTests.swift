import Foundation
import PluginHost
import Testing

/// Whether the plugins of a working folder's settings may be used.
@Suite struct PluginTrustTests {
  private let scene: Scene

  init() throws {
    scene = try Scene()
    for name in ["One", "Two"] { try scene.write("", to: "\(name)/Package.swift") }
    try scene.write("plugins: [One]", to: "hookctl.yaml")
  }

  private func choice(
    _ arguments: String..., variables: [String: String] = [:], answer: Bool = false
  ) throws -> PluginChoice {
    try PluginChoice(
      PluginArguments(arguments), in: scene.environment(variables.merging(["HOME": scene.path("home")]) { $1 })
    ) { _ in answer }
  }

  @Test func onlyWhatWasAllowedIsUsed() throws {
    let left = try choice()
    #expect(left.isEmpty)
    #expect(left.untrusted?.file == scene.path("hookctl.yaml"))
    #expect(left.untrusted?.folders == [scene.path("One")])
    // What is named elsewhere needs no question.
    #expect(try choice("--plugin", "Two").folders.map(\.name) == ["Two"])
    #expect(try choice(variables: ["HOOKCTL_PLUGINS": "Two"]).folders.map(\.name) == ["Two"])
    #expect(try choice(variables: ["HOOKCTL_TRUST": "1"]).folders.map(\.name) == ["One"])
    #expect(try choice(variables: ["HOOKCTL_TRUST": "0"]).isEmpty)
    #expect(try choice().isEmpty)
    #expect(try choice(answer: true).folders.map(\.name) == ["One"])
    #expect(try choice().folders.map(\.name) == ["One"])
  }

  @Test func anotherTextFolderOrLinkIsAnotherQuestion() throws {
    #expect(try !choice("--trust").isEmpty)
    try scene.write("plugins: [One, Two]", to: "hookctl.yaml")
    #expect(try choice().isEmpty)
    try scene.write("plugins: [One]", to: "hookctl.yaml")
    #expect(try !choice().isEmpty)
    try FileManager.default.removeItem(atPath: scene.path("One"))
    try scene.link("One", to: "Two")
    #expect(try choice().isEmpty)
  }

  /// Another user could otherwise put an answer there.
  @Test(arguments: ["home/.local/share/hookkit/trusted", "the answer"])
  func answersThatOthersCouldWriteAreNone(path: String) throws {
    #expect(try !choice("--trust").isEmpty)
    let folder = scene.path("home/.local/share/hookkit/trusted")
    let answer = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
    let opened = path == "the answer" ? "\(folder)/\(answer)" : scene.path(path)
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: opened)
    #expect(try choice().isEmpty)
  }

  @Test func trustIsTakenOutOfTheCommandLine() throws {
    let arguments = try PluginArguments(["vfield", "--trust", "--level", "0", "--", "--trust"])
    #expect(arguments.isTrusting)
    #expect(arguments.rest == ["vfield", "--level", "0", "--", "--trust"])
    #expect(try !PluginArguments(["vfield"]).isTrusting)
  }
}
