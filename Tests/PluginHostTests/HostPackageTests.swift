import PluginHost
import Testing

@Suite struct HostPackageTests {
  @Test func textsAreSpelledAsSwift() {
    #expect(HostPackage.literal("/plain path/x") == "\"/plain path/x\"")
    #expect(HostPackage.literal("a\"b\\(c)\n") == #""a\"b\\(c)\u{a}""#)
  }

  @Test func everyPluginHasAFileOfItsOwn() throws {
    let parts = try ["One", "Two"].map { name in
      HostPackage.Part(
        path: "/p/\(name)",
        manifest: try PluginManifest(
          json:
            #"{"name":"\#(name)","products":[{"name":"\#(name)","targets":["\#(name)"],"type":{"library":[]}}],"#
            + #""targets":[],"dependencies":[]}"#, folder: "/p/\(name)"), sha256: "digest of \(name)")
    }
    let files = HostPackage(package: "/h", parts: parts).files
    #expect(
      files.keys.sorted() == [
        "Package.swift", "Sources/hookctl-with-plugins/Plugin0.swift",
        "Sources/hookctl-with-plugins/Plugin1.swift",
        "Sources/hookctl-with-plugins/main.swift",
      ])
    #expect(
      files["Sources/hookctl-with-plugins/main.swift"]?.contains("HookCtl.run(plugins: [plugin0, plugin1])")
        == true)
    #expect(files["Sources/hookctl-with-plugins/Plugin1.swift"]?.contains("sha256: \"digest of Two\"") == true)
    #expect(files["Package.swift"]?.contains(#".package(name: "hookkit", path: "/h")"#) == true)
  }

  /// The compiler says the same of a module as often as it has files.
  @Test func messagesAreShownOnce() {
    let lines = [
      "Building for production...", "[3/9] Compiling X a.swift", "/p/a.swift:3:1: error: no", "3 | x",
      "  | `- error: no",
      "/p/a.swift:3:1: error: no", "[4/9] Compiling Y", "error: fatalError",
    ]
    let shown = PluginBuild.messages(lines)
    #expect(shown.split(separator: "\n").filter { $0 == "/p/a.swift:3:1: error: no" }.count == 1)
    #expect(!shown.contains("[3/9]") && shown.contains("3 | x") && shown.contains("error: fatalError"))
    #expect(PluginBuild.isDiagnostic(lines[2]) && !PluginBuild.isDiagnostic(lines[7]))
  }
}
