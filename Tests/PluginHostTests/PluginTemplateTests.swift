import Foundation
import Essentials
import PluginHost
import Testing

@Suite struct PluginTemplateTests {
  @Test func allFilesAreWritten() throws {
    let scene = try Scene()
    let template = try PluginTemplate("MyPlugin", in: scene.environment())
    try template.write()
    #expect(
      template.files.map(\.path) == [
        "Package.swift", "README.md", ".gitignore", "Sources/MyPlugin/Plugin.swift",
        "Sources/MyPlugin/MyIntervention.swift", "Sources/MyPlugin/MyExperiment.swift",
        "Tests/MyPluginTests/MyTests.swift",
      ])
    for (path, text) in template.files {
      #expect(try String(contentsOfFile: scene.path("MyPlugin/\(path)"), encoding: .utf8) == text)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scene.folder) == ["MyPlugin"])
    let text = template.files.map(\.text).joined()
    #expect(text.contains("\"my-intervention\"") && text.contains("\"my-experiment\""))
  }

  @Test func whatIsThereStays() throws {
    let scene = try Scene()
    try scene.write("mine", to: "MyPlugin")
    #expect(throws: PluginError.folderExists(path: scene.path("MyPlugin"))) {
      try PluginTemplate("MyPlugin/", in: scene.environment()).write()
    }
    #expect(throws: FileError.self) { try PluginTemplate("no/where/Plug", in: scene.environment()).write() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scene.folder) == ["MyPlugin"])
  }

  @Test(arguments: ["my-plugin", "myPlugin", "My Plugin", "9Lives", "HookKit", "Ä", ".", "/", ""])
  func namesThatAreNoModules(name: String) throws {
    let scene = try Scene()
    #expect(throws: PluginError.self) { try PluginTemplate(name, in: scene.environment()) }
  }
}
