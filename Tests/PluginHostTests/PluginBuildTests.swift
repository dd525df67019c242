import Foundation
import Testing

/// Real plugins, built by the real compiler and run by the real hookctl.
///
/// The first of them compiles HookKit once more, which takes minutes; see CONTRIBUTING.md.
@Suite(.serialized) struct PluginBuildTests {
  private let world: RealWorld

  init() throws { world = try RealWorld() }

  /// What `hookctl plugin new` writes works as it is, also where the path has spaces and links.
  @Test func aNewPackageBuildsAndRuns() throws {
    try world.scene.write("", to: "my experiments/x")
    let new = try world.hookctl("plugin", "new", "MyPlugin", in: "my experiments")
    #expect(new.code == 0, "\(new.errors)")
    try world.scene.link("link", to: "my experiments/MyPlugin")
    let listed = try world.hookctl("--plugin", "link", "interventions", "my-intervention")
    #expect(listed.code == 0, "\(listed.errors)")
    #expect(listed.output.hasPrefix("my-intervention(alpha: 1)  from my-plugin\n  x / (1 + alpha)\n"))
    let compared = try world.hookctl(
      "compare", "--level", "0", "--theme", "plain", "--plugin", "link", "--out", "x.json", "--patch",
      "my-intervention(alpha: 2)@embedder.block2.res1.resadd_out")
    #expect(
      compared.output.contains("my-intervention(alpha: 2)@embedder.block2.res1.resadd_out\n   changed "))
    #expect(compared.code == 0, "\(compared.errors)")
    let help = try world.hookctl("--plugin=link", "--help")
    #expect(
      help.output.contains("my-experiment") && help.output.contains("How much the vector field changes"))
    let found = try world.hookctl(
      "--plugin", "link", "my-experiment", "--theme", "plain", "--levels", "0", "--alpha", "2", "--json")
    #expect(found.code == 0, "\(found.errors)")
    #expect(found.output.contains(#""command":"hookctl --plugin link my-experiment"#))
    #expect(found.output.contains(#""plugin":"my-plugin""#))
    // Nothing was written into the plugin's folder.
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: world.scene.path("link")).sorted() == [
        ".gitignore", "Package.swift", "README.md", "Sources", "Tests",
      ])
  }

  @Test func severalPluginsWorkInOneCommand() throws {
    try world.plugin("One", kind: "one", summary: "first")
    try world.plugin("Two", at: "deep/Two", kind: "two", summary: "second")
    try world.scene.write("plugins: [One]\n", to: "hookctl.yaml")
    let arguments = [
      "compare", "--level", "0", "--theme", "plain", "--patch", "one@embedder.block1.res1.resadd_out",
      "--patch",
      "two@embedder.block2.res1.resadd_out",
    ]
    let outcome = try world.start(arguments, environment: ["HOOKCTL_PLUGINS": "deep/Two", "HOOKCTL_TRUST": "1"])
      .outcome()
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("1. one@") && outcome.output.contains("2. two@"))
    // Without Two, its intervention is unknown again.
    let without = try world.hookctl(
      "explain", "--patch", "two@embedder.block2.res1.resadd_out", environment: ["HOOKCTL_TRUST": "1"])
    #expect(without.code == 64 && without.errors.contains("there is no such intervention"))
    let none = try world.hookctl("interventions", "one", in: "deep")
    #expect(none.code == 64)
  }

  @Test func twoOfOneKindAreAnError() throws {
    try world.plugin("One", kind: "same", summary: "first")
    try world.plugin("Two", kind: "same", summary: "second")
    let outcome = try world.hookctl("--plugin", "One", "--plugin", "Two", "interventions")
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("is registered twice: plugin One, and plugin Two"), "\(outcome.errors)")
  }

  @Test func editsOfThePluginAndOfItsPackagesAreSeen() throws {
    try world.scene.write(
      """
      // swift-tools-version: 6.1
      import PackageDescription
      let package = Package(
        name: "Words", products: [.library(name: "Words", targets: ["Words"])], targets: [.target(name: "Words")])
      """, to: "Words/Package.swift")
    try world.scene.write("public let word = \"early\"", to: "Words/Sources/Words/Words.swift")
    func write(_ summary: String) throws {
      try world.plugin("One", kind: "one", summary: "\(summary) \\(word)", dependency: "Words")
    }
    func summary() throws -> String { try world.hookctl("--plugin", "One", "interventions", "one").output }
    try write("first")
    #expect(try summary().contains("first early"))
    try write("second")
    #expect(try summary().contains("second early"))
    try world.scene.write("public let word = \"late\"", to: "Words/Sources/Words/Words.swift")
    #expect(try summary().contains("second late"))
  }

  @Test func errorsOfTheCompilerNameThePluginsLine() throws {
    try world.plugin("One", kind: "one", summary: "", body: "let x: Int = \"no number\"")
    let outcome = try world.hookctl("--plugin", "One", "interventions")
    #expect(outcome.code == 65)
    #expect(
      outcome.errors.contains("One/Sources/One/One.swift:9:16: error: cannot convert value of type 'String'"))
    #expect(
      outcome.errors.hasSuffix("error: plugin One: does not build; the compiler's messages are above\n"))
    try world.plugin("One", kind: "one", summary: "")
    #expect(try world.hookctl("--plugin", "One", "interventions", "one").code == 0)
    // Commands that plugins have nothing to do with never wait for them.
    try world.plugin("One", kind: "one", summary: "", body: "let x: Int = \"no number\"")
    for command in ["--version", "doctor", "plugin"] {
      #expect(!(try world.hookctl("--plugin", "One", command)).errors.contains("does not build"))
    }
  }

  @Test func whatIsNoPluginIsExplained() throws {
    try world.plugin("One", kind: "one", summary: "")
    try world.scene.write("public let nothing = 0", to: "One/Sources/One/One.swift")
    let nothing = try world.hookctl("--plugin", "One", "interventions")
    #expect(nothing.code == 65)
    #expect(nothing.errors.contains("plugin One: module One has no public type Plugin"), "\(nothing.errors)")
    try world.scene.write("let package = 5", to: "One/Package.swift")
    let manifest = try world.hookctl("--plugin", "One", "interventions")
    #expect(
      manifest.code == 65 && manifest.errors.contains("the package manager cannot read it"),
      "\(manifest.errors)")
    let missing = try world.hookctl("--plugin", "Non", "interventions")
    #expect(missing.code == 64 && missing.errors.contains("did you mean \"One\"?"), "\(missing.errors)")
    #expect(try world.hookctl("interventions", "--plugin").code == 64)
  }

  /// Two at once would run each other's program without the lock.
  @Test func twoAtOnceGetTheirOwnPrograms() throws {
    for name in ["One", "Two"] { try world.plugin(name, kind: name.lowercased(), summary: "this is \(name)") }
    let started = try ["One", "Two"].map { name in
      try world.start(["--plugin", name, "interventions", name.lowercased()])
    }
    let outcomes = try started.map { try $0.outcome() }
    #expect(outcomes.map(\.code) == [0, 0], "\(outcomes.map(\.errors))")
    #expect(outcomes[0].output.contains("this is One") && outcomes[1].output.contains("this is Two"))
  }

  /// What is built starts at once, also without a compiler and without a network.
  @Test func builtSetsNeedNothing() throws {
    try world.plugin("One", kind: "one", summary: "")
    let offline = [
      "GIT_ALLOW_PROTOCOL": "file", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
      "https_proxy": "http://127.0.0.1:9",
    ]
    #expect(try world.hookctl("--plugin", "One", "interventions", "one", environment: offline).code == 0)
    let nothing = ["PATH": "/nowhere"]
    #expect(try world.hookctl("--plugin", "One", "interventions", "one", environment: nothing).code == 0)
    try world.plugin("Two", kind: "two", summary: "")
    let unbuilt = try world.hookctl("--plugin", "Two", "interventions", environment: nothing)
    #expect(unbuilt.code == 69 && unbuilt.errors.contains("there is no swift on the PATH"))
    let clock = ContinuousClock()
    let times = try (0..<5).map { _ in
      try clock.measure { _ = try world.hookctl("--plugin", "One", "interventions", "one") }
    }
    // On a quiet machine this is under 0.1 s; tests run side by side.
    #expect(try #require(times.min()) < .seconds(1))
  }

  @Test func listsAndPaths() throws {
    try world.plugin("One", kind: "one", summary: "")
    #expect(try world.hookctl("plugin", "list").output.contains("No plugins."))
    #expect(try world.hookctl("plugin", "list", "--plugin", "One").output.contains("Not built yet"))
    let built = try world.hookctl("--plugin", "One", "plugin", "build")
    #expect(built.code == 0, "\(built.errors)")
    #expect(FileManager.default.isExecutableFile(atPath: built.output.trimmingCharacters(in: .newlines)))
    #expect(try world.hookctl("--plugin", "One", "plugin", "list").output.contains("Built and up to date."))
    #expect(try world.hookctl("plugin", "build").code == 64)
  }

  /// Whatever ends hookctl ends the compiler as well, with everything that it has started: the package manager starts
  /// compilers in groups of their own.
  @Test(arguments: [SIGINT, SIGTERM])
  func interruptsEndTheCompiler(signal: Int32) throws {
    try world.plugin("One", kind: "one", summary: "")
    try world.scene.write("#!/bin/sh\nsetsid sleep 60 &\necho $! > \"$0.child\"\nwait\n", to: "bin/swift")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: world.scene.path("bin/swift"))
    let started = try world.start(
      ["--plugin", "One", "interventions"],
      environment: [
        "PATH": "\(world.scene.path("bin")):/usr/bin:/bin", "HOOKCTL_PLUGIN_CACHE": world.scene.path("cache"),
      ])
    var child: Int32?
    while child == nil {
      usleep(20_000)
      let text = try? String(contentsOfFile: world.scene.path("bin/swift.child"), encoding: .utf8)
      child = text.flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
    started.send(signal)
    let outcome = try started.outcome()
    #expect(outcome.code == (signal == SIGINT ? 130 : -SIGTERM), "\(outcome.errors)")
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
    let process = try #require(child)
    var isAlive = true
    for _ in 0..<100 where isAlive {
      usleep(20_000)
      isAlive = kill(process, 0) == 0 && !Self.isZombie(process)
    }
    #expect(!isAlive)
  }

  /// Whether a process has ended and nobody has asked how.
  private static func isZombie(_ process: Int32) -> Bool {
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return status?.contains(") Z ") == true
  }
}
