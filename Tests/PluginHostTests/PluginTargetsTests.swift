import PluginHost
import Testing

/// Which packages the compiler can be called for directly, and in which order.
@Suite struct PluginTargetsTests {
  private let scene: Scene

  init() throws {
    scene = try Scene()
    try scene.write("", to: "hookkit/Package.swift")
  }

  private func reference(_ name: String, of package: String? = nil) -> String {
    package.map { #"{"product":["\#(name)","\#($0)",null,null]}"# } ?? #"{"byName":["\#(name)",null]}"#
  }

  private func target(
    _ name: String, _ dependencies: [String] = [], type: String = "regular", more: String = ""
  )
    -> String
  {
    #"{"name":"\#(name)","type":"\#(type)","exclude":[],"resources":[],"settings":[],"#
      + #""dependencies":[\#(dependencies.joined(separator: ","))]\#(more)}"#
  }

  /// A package with these targets, a library of the first, and sources in all.
  private func part(_ name: String, _ targets: [String], needs: [String] = []) throws -> HostPackage.Part {
    let folders = (needs + ["hookkit"]).map {
      #"{"fileSystem":[{"identity":"\#($0.lowercased())","path":"\#(scene.path($0))"}]}"#
    }
    let library = #"{"name":"\#(name)","targets":["\#(name)"],"type":{"library":["automatic"]}}"#
    let json =
      #"{"name":"\#(name)","products":[\#(library)],"targets":[\#(targets.joined(separator: ","))],"#
      + #""dependencies":[\#(folders.joined(separator: ","))],"swiftLanguageVersions":["5","6"]}"#
    return HostPackage.Part(
      path: scene.path(name), manifest: try PluginManifest(json: json, folder: scene.path(name)), sha256: "")
  }

  private func targets(_ parts: HostPackage.Part..., tests: Set<String> = []) throws -> PluginTargets {
    try PluginTargets(of: parts, tests: tests, hookKit: scene.path("hookkit")) { folder in
      try part(String(folder.split(separator: "/").last ?? ""), [target("Words")]).manifest
    }
  }

  @Test func eachComesAfterThoseThatItNeeds() throws {
    for path in ["One/Sources/One/a.swift", "One/Sources/Core/b.swift", "Words/Sources/Words/c.swift"] {
      try scene.write("", to: path)
    }
    try scene.write("", to: "One/Tests/OneTests/t.swift")
    try scene.write("", to: "One/Sources/One/deep/z.swift")
    let one = try part(
      "One",
      [
        target("One", [reference("Core"), reference("HookKit", of: "hookkit")]),
        target("OneTests", [reference("One"), reference("HookKitTesting", of: "hookkit")], type: "test"),
        target("Core", [reference("Words", of: "Words")]),
      ], needs: ["Words"])
    let plain = try targets(one)
    #expect(plain.targets.map(\.name) == ["Words", "Core", "One"])
    #expect(plain.libraries == ["HookKit"])
    #expect(plain.targets[2].language == "6")
    #expect(plain.targets[2].sources == ["a.swift", "deep/z.swift"].map { scene.path("One/Sources/One/\($0)") })
    let tested = try targets(one, tests: [one.path])
    #expect(tested.targets.map(\.name) == ["Words", "Core", "One", "OneTests"])
    #expect(tested.libraries == ["HookKit", "HookKitTesting"])
  }

  /// Whatever only the package manager can build is said.
  @Test(arguments: [
    (#","resources":[{"path":"x"}]"#, "resources"), (#","settings":[{"tool":"swift"}]"#, "settings of the compiler"),
    (#","sources":["a.swift"]"#, "a list of sources"),
    (#","pluginUsages":[{"plugin":["a",null]}]"#, "plugins of the package manager"),
  ])
  func whatIsBeyond(more: String, reason: String) throws {
    try scene.write("", to: "One/Sources/One/a.swift")
    // The last of two members of one name counts.
    let text = target("One").replacing(#""resources":[],"settings":[],"#, with: "")
    let one = try part("One", [String(text.dropLast()) + more + "}"])
    #expect(throws: PrebuiltProblem.beyond(package: "One", reason)) { try targets(one) }
  }

  @Test func sourcesOfOtherLanguagesAndPackagesOfOtherPlacesAreBeyond() throws {
    try scene.write("", to: "One/Sources/One/a.swift")
    let remote = try part("One", [target("One", [reference("Numerics", of: "swift-numerics")])])
    #expect(throws: PrebuiltProblem.beyond(package: "One", "a dependency that is no folder: Numerics")) {
      try targets(remote)
    }
    try scene.write("", to: "One/Sources/One/fast.c")
    let one = try part("One", [target("One")])
    #expect(throws: PrebuiltProblem.beyond(package: "One", "sources that are no Swift")) { try targets(one) }
  }
}
