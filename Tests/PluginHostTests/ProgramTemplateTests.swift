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

  /// The program is the one that is built with these tests, and says what `hookctl compare` says.
  @Test func theProgramIsCompiledAndRuns() throws {
    let written = try #require(try template(nil)["Sources/Mine/main.swift"])
    let compiled = try String(contentsOfFile: "\(RealWorld.root)/Tests/NewProgram/main.swift", encoding: .utf8)
    #expect(written == compiled)
    let program = try LimitedProgram(.init("\(RealWorld.programs)/new-program")).outcome()
    let compare = try LimitedProgram(
      .init(
        "\(RealWorld.programs)/hookctl",
        [
          "compare", "--level", "8", "--theme", "plain", "--json",
          "--patch", "noise(scale: 0.2)@embedder.block2.res1.resadd_out",
        ])
    ).outcome()
    let number = try #require(program.output.split(whereSeparator: \.isWhitespace).last.flatMap { Double($0) })
    let found = try #require(compare.output.firstMatch(of: /"meanTotalVariation":([0-9.]+)/))
    // What is printed has six decimals.
    #expect(try abs(number - #require(Double(found.1))) < 1e-6 && number > 0)
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
