import Essentials
import PluginHost
import Testing

@Suite struct PluginManifestTests {
  private func dump(
    name: String = "CheeseVector", products: String, targets: String = "", dependencies: String = ""
  ) -> String {
    #"{"name":"\#(name)","products":[\#(products)],"targets":[\#(targets)],"dependencies":[\#(dependencies)]}"#
  }

  private func library(_ name: String, _ targets: String...) -> String {
    let list = targets.map { "\"\($0)\"" }.joined(separator: ",")
    return #"{"name":"\#(name)","targets":[\#(list)],"type":{"library":["automatic"]}}"#
  }

  private let program = #"{"name":"tool","targets":["tool"],"type":{"executable":null}}"#

  @Test func namesComeFromThePackageManager() throws {
    let manifest = try PluginManifest(
      json: dump(
        products: program + "," + library("CheeseVector", "Helpers", "CheeseVector"),
        targets: #"{"type":"regular","path":"Code"},{"type":"test","path":"Tests/X"},{"type":"regular"}"#,
        dependencies: #"""
          {"fileSystem":[{"identity":"checkout","path":"/h","nameForTargetDependencyResolutionOnly":"hookkit"}]},
          {"sourceControl":[{"identity":"yams"}]},{"fileSystem":[{"identity":"other","path":"/o"}]}
          """#), folder: "/p")
    #expect(
      manifest.name == "CheeseVector" && manifest.library == "CheeseVector"
        && manifest.module == "CheeseVector")
    #expect(manifest.dependencies == ["hookkit": "/h", "other": "/o"])
    #expect(manifest.inputs.contains("/p/Code") && manifest.inputs.contains("/p/Package.swift"))
    #expect(!manifest.inputs.contains("/p/Tests/X"))
  }

  @Test func modulesOfHyphenatedNames() throws {
    let manifest = try PluginManifest(
      json: dump(name: "my-plugin", products: library("my-plugin", "my-plugin")), folder: "/p")
    #expect(manifest.module == "my_plugin")
  }

  @Test func oneLibraryOfAnotherNameWillDo() throws {
    let manifest = try PluginManifest(json: dump(products: library("Cheese", "CheeseCore")), folder: "/p")
    #expect(manifest.library == "Cheese" && manifest.module == "CheeseCore")
  }

  @Test func librariesThatCannotBeChosen() {
    #expect(throws: PluginError.noLibrary(package: "CheeseVector", path: "/p")) {
      try PluginManifest(json: dump(products: program), folder: "/p")
    }
    #expect(throws: PluginError.severalLibraries(package: "CheeseVector", names: ["A", "B"])) {
      try PluginManifest(json: dump(products: library("A", "A") + "," + library("B", "B")), folder: "/p")
    }
  }

  @Test(arguments: ["", "{", "[]", "{\"name\":1}"])
  func descriptionsThatAreNone(json: String) {
    #expect(throws: PluginError.self) { try PluginManifest(json: json, folder: "/p") }
  }
}
