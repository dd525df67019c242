import PluginHost
import Testing

@Suite struct CompilerArgumentsTests {
  /// What a module that imports HookKit needs too, and nothing of what makes HookKit's own files.
  @Test func whatConcernsImportsIsKept() {
    let arguments = [
      "-target", "x86_64-unknown-linux-gnu", "-whole-module-optimization", "-num-threads", "2", "-O", "-j2",
      "-DSWIFT_PACKAGE", "-DSWIFT_MODULE_RESOURCE_BUNDLE_UNAVAILABLE", "-Xcc", "-fmodule-map-file=/m", "-Xcc", "-I",
      "-Xcc", "/i", "-I/usr/include/cairo", "-module-cache-path", "/c", "-parse-as-library", "-emit-objc-header-path",
      "/h", "-Xfrontend", "-entry-point-function-name", "-Xfrontend", "hookctl_main", "-swift-version", "6", "-g",
      "-package-name", "main", "-index-store-path", "/x",
    ]
    #expect(
      CompilerArguments.shared(arguments) == [
        "-target", "x86_64-unknown-linux-gnu", "-O", "-DSWIFT_PACKAGE", "-Xcc", "-fmodule-map-file=/m", "-Xcc", "-I",
        "-Xcc", "/i", "-I/usr/include/cairo", "-module-cache-path", "/c",
        "-gline-tables-only",
      ])
  }

  @Test func linkingIsReadFromTheManifestOfABuild() throws {
    func arguments(_ words: String...) -> String {
      "    args: [" + words.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }
    let manifest = [
      "commands:", "  \"C.other.exe\":",
      arguments("/swiftc", "-o", "/p/other", "-emit-executable", "@/p/other.product/Objects.LinkFileList"),
      "  \"C.hookctl.exe\":", "    inputs: [\"/p/hookctl.product/Objects.LinkFileList\"]",
      arguments(
        "/swiftc", "-L/usr/lib", "-lzip", "-o", "/p/hookctl", "-module-name", "hookctl", "-emit-executable",
        "-Xlinker", "--defsym", "-Xlinker", "main=hookctl_main", "-Xlinker", "-rpath=$ORIGIN",
        "@/p/hookctl.product/Objects.LinkFileList", "-target", "x86_64"),
    ].joined(separator: "\n")
    let link = try #require(CompilerArguments.Link(in: manifest, product: "hookctl"))
    #expect(link.list == "/p/hookctl.product/Objects.LinkFileList")
    #expect(link.arguments == ["-L/usr/lib", "-lzip", "-Xlinker", "-rpath=$ORIGIN", "-target", "x86_64"])
    #expect(CompilerArguments.Link(in: manifest, product: "no-such") == nil)
    #expect(CompilerArguments.Link(in: "", product: "hookctl") == nil)
  }
}
