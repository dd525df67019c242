import Foundation
import LimitedPrograms
import PluginHost
import Testing

/// The package that `hookctl new program` writes.
@Suite struct ProgramTemplateTests {
  private func template(_ address: String?) throws -> [String: String] {
    let environment = HostEnvironment(variables: ["HOOKKIT_PACKAGE": RealWorld.root], folder: "/tmp")
    let template = try ProgramTemplate("Mine", address: address, version: "1.2.3", in: environment)
    return Dictionary(template.files.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func hookKitIsAFolderOrAnAddressWithAVersion() throws {
    let folder = try #require(try template(nil)["Package.swift"])
    #expect(folder.contains(".package(name: \"hookkit\", path: \"\(RealWorld.root)\")"))
    let address = try #require(try template("https://a.b/hookkit.git")["Package.swift"])
    #expect(address.contains(".package(url: \"https://a.b/hookkit.git\", from: \"1.2.3\")"))
  }

  /// The manifest is one that the package manager reads.
  @Test(arguments: [nil, "https://a.b/hookkit.git"]) func theManifestIsRead(address: String?) throws {
    let scene = try Scene()
    for (path, text) in try template(address) { try scene.write(text, to: "Mine/\(path)") }
    var start = LimitedProgram.Start(
      "/usr/bin/env", ["swift", "package", "--package-path", scene.path("Mine"), "dump-package"])
    start.environment = ProcessInfo.processInfo.environment
    let outcome = try LimitedProgram(start).outcome()
    #expect(outcome.code == 0 && outcome.output.contains("\"Mine\""), "\(outcome)")
  }
}
