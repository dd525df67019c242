import Foundation
import Essentials
import PluginHost
import Testing

/// When programs are built and when not; with a package manager that only pretends.
@Suite struct PluginHostTests {
  private let world: FakeWorld

  init() throws {
    world = try FakeWorld()
    for name in ["One", "Two"] { try world.plugin(name) }
  }

  @Test func builtOnceAndThenOnlyStarted() throws {
    #expect(try world.state("One") == .notBuilt)
    let program = try world.program("One")
    #expect(try world.says(program) == "One")
    #expect(try world.state("One") == .upToDate)
    #expect(try world.program("One") == program)
    #expect(try world.builds == 1)
    // What the program reads while it runs is beside it.
    let folder = URL(fileURLWithPath: program).deletingLastPathComponent().path
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["hookctl", "x.resources"])
  }

  @Test func setsHaveTheirOwnPrograms() throws {
    let programs = try [world.program("One"), world.program("Two"), world.program("One", "Two")]
    #expect(try programs.map(world.says) == ["One", "Two", "One Two"])
    #expect(try world.builds == 3)
    #expect(try world.program("One") == programs[0])
    #expect(try world.builds == 3)
  }

  @Test(arguments: [
    "One/Sources/One/Plugin.swift", "One/Sources/One/New.swift", "One/Package.swift", "One/Package.resolved",
    "hookkit/Sources/HookKit/HookKit.swift", "hookkit/Package.swift", "hookkit/Package.resolved",
  ])
  func whateverIsEditedIsBuiltAnew(path: String) throws {
    let first = try world.program("One")
    try world.scene.write("// edited", to: path)
    #expect(try world.state("One") == .outOfDate)
    #expect(try world.program("One") != first)
    #expect(try world.builds == 2)
    #expect(try world.state("One") == .upToDate)
  }

  @Test(arguments: [
    "One/README.md", "One/Tests/OneTests/T.swift", "One/out.svg", "One/.build/x", "hookkit/Tests/x",
  ])
  func whatNoBuildReadsMayBeEdited(path: String) throws {
    _ = try world.program("One")
    try world.scene.write("edited", to: path)
    #expect(try world.state("One") == .upToDate)
  }

  @Test func packagesThatPluginsDependOnCount() throws {
    try world.plugin("Deep")
    let state =
      #"{"object":{"dependencies":[{"packageRef":{"kind":"fileSystem","location":"\#(world.scene.path("Deep"))"}},"#
      + #"{"packageRef":{"kind":"remoteSourceControl","location":"https://example.org/x"}}]}}"#
    try world.scene.write(state, to: "fake/state.json")
    // Only the build shows which there are; what was edited just before it must not be missed.
    usleep(20_000)
    _ = try world.program("One")
    #expect(try world.state("One") == .upToDate)
    try world.scene.write("// edited", to: "Deep/Sources/Deep/Plugin.swift")
    #expect(try world.state("One") == .outOfDate)
  }

  @Test func anotherToolchainBuildsAnew() throws {
    _ = try world.program("One")
    try world.install(toolchain: "newer")
    world.set("PATH", "\(world.scene.path("newer")):/usr/bin:/bin")
    #expect(try world.state("One") == .outOfDate)
    _ = try world.program("One")
    #expect(try world.builds == 2)
    // The same place, but another compiler.
    usleep(20_000)
    try world.install(toolchain: "newer")
    #expect(try world.state("One") == .outOfDate)
  }

  /// An edit while the compiler runs may or may not be in the program: it must be built once more.
  @Test func editsDuringABuildAreNoticed() throws {
    try world.scene.write(
      "echo edited >> \(world.scene.path("One/Sources/One/Plugin.swift"))", to: "fake/while")
    _ = try world.program("One")
    #expect(try world.state("One") == .outOfDate)
    try FileManager.default.removeItem(atPath: world.scene.path("fake/while"))
    _ = try world.program("One")
    #expect(try world.state("One") == .upToDate)
  }

  @Test func whatIsBuiltRunsWithoutAToolchain() throws {
    let program = try world.program("One")
    world.set("PATH", world.scene.path("nothing"))
    #expect(try world.program("One") == program)
    #expect(throws: PluginError.noToolchain) { try world.program("Two") }
    try world.scene.write("// edited", to: "One/Sources/One/Plugin.swift")
    #expect(throws: PluginError.noToolchain) { try world.program("One") }
    #expect(PluginError.noToolchain.explanation.category == .notInstalled)
  }

  @Test func aMissingHookKitIsAnError() throws {
    world.set("HOOKKIT_PACKAGE", world.scene.path("gone"))
    #expect(throws: PluginError.packageMissing(path: world.scene.path("gone"))) { try world.program("One") }
  }

  @Test func buildsThatFailSayWhyAndAreTriedAgain() throws {
    let message = "/p/One/Sources/One/Plugin.swift:3:7: error: no such thing"
    try world.scene.write(message, to: "fake/fail")
    var notes: [String] = []
    let host = PluginHost(in: world.environment) { if case .note(let text) = $0 { notes.append(text) } }
    let choice = try PluginChoice(PluginArguments(["--plugin", "One"]), in: world.environment)
    #expect(throws: PluginError.doesNotBuild(packages: ["One"])) { try host.program(with: choice) }
    #expect(notes == [message])
    // A compiler's message is no reason to look for other versions of packages.
    #expect(try world.builds == 1)
    try FileManager.default.removeItem(atPath: world.scene.path("fake/fail"))
    #expect(try world.says(world.program("One")) == "One")
  }

  @Test func versionsAreLookedForOnlyWhenNothingCompiled() throws {
    try world.scene.write("error: an out-of-date resolved file was detected", to: "fake/fail")
    #expect(throws: PluginError.doesNotBuild(packages: ["One"])) { try world.program("One") }
    let log = try String(contentsOfFile: world.scene.path("fake/log"), encoding: .utf8)
    let builds = log.split(separator: "\n").filter { $0.hasPrefix("build") }
    #expect(builds.map { $0.contains("--disable-automatic-resolution") } == [true, false])
  }

  @Test func aPackageWithoutPluginIsExplained() throws {
    try world.scene.write(
      "/c/Sources/hookctl-with-plugins/Plugin0.swift:5:40: error: cannot find 'Plugin' in scope",
      to: "fake/fail")
    #expect(throws: PluginError.noPluginType(package: "One", module: "One")) { try world.program("One") }
  }

  @Test func twoHookKitsAreAnError() throws {
    try world.scene.write("", to: "other/Package.swift")
    try world.plugin("Three", dependencies: ["hookkit": world.scene.path("other")])
    let ours = world.scene.path("hookkit")
    #expect {
      try world.program("Three")
    } throws: {
      ($0 as? FaultList)?.faults.first as? PluginError
        == .anotherHookKit(package: "Three", path: world.scene.path("other"), ours: ours)
    }
    try world.plugin("Four", dependencies: ["hookkit": "\(ours)/../hookkit"])
    #expect(try world.says(world.program("Four")) == "Four")
  }

  @Test(arguments: ["hookkit", "HookKit", "hookctl-plugin-host"])
  func namesOfHookKitsFolderAreTaken(name: String) throws {
    try world.plugin("Five", at: "elsewhere/\(name)")
    #expect {
      try world.program("elsewhere/\(name)")
    } throws: {
      guard case .reservedFolderName = ($0 as? FaultList)?.faults.first as? PluginError else { return false }
      return true
    }
  }

  /// Two at once would otherwise run each other's program.
  @Test func manyAtOnceEachGetTheirOwn() async throws {
    try world.scene.write("sleep 0.05", to: "fake/while")
    let environment = world.environment
    let programs = try await withThrowingTaskGroup(of: (String, String).self) { group in
      for number in 0..<9 {
        let names = [["One"], ["Two"], ["One", "Two"]][number % 3]
        group.addTask {
          let arguments = try PluginArguments(names.flatMap { ["--plugin", $0] })
          let choice = try PluginChoice(arguments, in: environment)
          return (names.joined(separator: " "), try PluginHost(in: environment).program(with: choice))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for (names, program) in programs { #expect(try world.says(program) == names) }
    #expect(try world.builds == 3)
  }

  @Test func cleaningRemovesEverything() throws {
    _ = try world.program("One")
    #expect(try PluginHost(in: world.environment).clean() == world.scene.path("cache"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: world.scene.path("cache")).isEmpty)
    #expect(try world.state("One") == .notBuilt)
    #expect(try world.says(world.program("One")) == "One")
    try FileManager.default.removeItem(atPath: world.scene.path("cache"))
    #expect(try PluginHost(in: world.environment).clean() == nil)
  }

  /// What others may write to is not started.
  @Test func aCacheThatIsOpenToOthersIsNotBelieved() throws {
    _ = try world.program("One")
    let cache = world.scene.path("cache")
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: cache)
    #expect(throws: PluginError.openCache(path: cache)) { try world.program("One") }
    #expect(PluginError.openCache(path: cache).explanation.category == .unreadable)
    _ = try PluginHost(in: world.environment).clean()
    #expect(try world.says(world.program("One")) == "One")
    // Nor one in a folder where others may put another in its place.
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: world.scene.folder)
    #expect(throws: PluginError.openCache(path: world.scene.folder)) { try world.program("One") }
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: world.scene.folder)
  }

  @Test(arguments: ["contents", "mode", "link"])
  func aProgramThatIsNotWhatWasBuiltIsNotStarted(change: String) throws {
    let program = try world.program("One")
    switch change {
    case "contents": try Data("#!/bin/sh\necho somebody else\n".utf8).write(to: URL(fileURLWithPath: program))
    case "mode": try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: program)
    default:
      try FileManager.default.moveItem(atPath: program, toPath: world.scene.path("elsewhere"))
      try FileManager.default.createSymbolicLink(atPath: program, withDestinationPath: world.scene.path("elsewhere"))
    }
    #expect(try world.state("One") == .outOfDate)
    let next = try world.program("One")
    #expect(next != program)
    #expect(try world.says(next) == "One")
    #expect(try world.builds == 2)
  }

  @Test func aProgramWhoseTimesAloneHaveChangedIsStarted() throws {
    let program = try world.program("One")
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: program)
    #expect(try world.program("One") == program)
    #expect(try world.builds == 1)
  }

  @Test(arguments: ["", "{", #"{"format": 1}"#, #"{"format": 99}"#])
  func aDamagedRecordIsBuiltAnew(text: String) throws {
    let program = try world.program("One")
    let record = URL(fileURLWithPath: program).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("record.json")
    try Data(text.utf8).write(to: record)
    #expect(try world.says(world.program("One")) == "One")
    #expect(try world.builds == 2)
  }

  @Test func aCacheThatCannotBeIsAnError() throws {
    try world.scene.write("a file", to: "cache")
    #expect {
      try world.program("One")
    } throws: { if case .cache = $0 as? PluginError { true } else { false } }
  }

  @Test func oldProgramsAreRemoved() throws {
    var programs: [String] = []
    for number in 0..<4 {
      try world.scene.write("// \(number)", to: "One/Sources/One/Plugin.swift")
      programs.append(try world.program("One"))
    }
    // The one before stays: somebody may be about to start it.
    #expect(programs.map(FileManager.default.fileExists) == [false, false, true, true])
  }

  /// Nothing is written into the folder of a plugin, which may be read-only.
  @Test func pluginsStayAsTheyAre() throws {
    let before = try FileManager.default.subpathsOfDirectory(atPath: world.scene.path("One"))
    _ = try Scene.run("/bin/chmod", ["-R", "a-w", world.scene.path("One")])
    _ = try world.program("One")
    #expect(try FileManager.default.subpathsOfDirectory(atPath: world.scene.path("One")) == before)
  }

  @Test func pathsWithStrangeCharacters() throws {
    try world.plugin("Six", at: "a folder/it's \"here\" $(echo no)/Six")
    #expect(try world.says(world.program("a folder/it's \"here\" $(echo no)/Six")) == "Six")
  }
}
