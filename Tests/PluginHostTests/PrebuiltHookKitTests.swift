import Foundation
import Testing

@testable import PluginHost

/// When the HookKit that is built may be used, on a folder of products that only pretends.
@Suite struct PrebuiltHookKitTests {
  private let scene: Scene
  private var products: String { scene.path("p/.build/x86_64/release") }

  init() throws {
    scene = try Scene()
    for path in ["Package.swift", "Sources/HookCtlRunner/R.swift", "Sources/Testing/T.swift", "Sources/C/c.h"] {
      try scene.write("", to: "p/\(path)")
    }
    try scene.write("weights", to: "p/Sources/HookCtlRunner/Resources/weights")
    let commands = ["HookCtlRunner": "R", "Testing": "T", "hookctl": "M"].map { module, file in
      let source = "\(scene.path("p"))/Sources/\(module)/\(file).swift"
      let text =
        #"{"moduleName":"\#(module)","executable":"/swiftc","otherArguments":["-O","-j2"],"sources":["\#(source)"],"#
        + #""objects":["\#(products)/\#(module).o"],"importPath":"\#(products)/Modules","#
        + #""moduleOutputPath":"\#(products)/Modules/\#(module).swiftmodule"}"#
      return "\"C.\(module).module\":\(text)"
    }
    let copy =
      #"{"inputs":[{"name":"\#(scene.path("p/Sources/HookCtlRunner/Resources"))"}],"#
      + #""outputs":[{"name":"\#(products)/hookkit_HookCtlRunner.resources/Resources"}]}"#
    let description =
      #"{"swiftCommands":{\#(commands.joined(separator: ","))},"targetDependencyMap":{"HookCtlRunner":["C"],"#
      + #""Testing":["C"]},"copyCommands":{"r":\#(copy)}}"#
    for name in ["HookCtlRunner.o", "Testing.o", "Modules/HookCtlRunner.swiftmodule", "Modules/Testing.swiftmodule"] {
      try scene.write("", to: "p/.build/x86_64/release/\(name)")
    }
    let list = "\(products)/hookctl.product/Objects.LinkFileList"
    try scene.write(
      "\(products)/HookCtlRunner.o\n\(products)/hookctl.build/main.o\n",
      to: "p/.build/x86_64/release/hookctl.product/Objects.LinkFileList")
    try scene.write(#"    args: ["/swiftc","-lzip","-o","x","@\#(list)"]"#, to: "p/.build/release.yaml")
    try scene.write(description, to: "p/.build/x86_64/release/description.json")
    try scene.write("", to: "p/.build/x86_64/release/hookctl")
    try scene.write("M", to: "p/Sources/hookctl/M.swift")
    try age(scene.path("p"), by: 100)
  }

  /// Makes everything in a folder older.
  private func age(_ folder: String, by seconds: Double) throws {
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: "\(folder)/\(path)")
    }
    let program = "\(products)/hookctl"
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: 1 - seconds)], ofItemAtPath: program)
  }

  private func hookKit() throws -> PrebuiltHookKit {
    try PrebuiltHookKit(in: [scene.path("nowhere"), products], package: scene.path("p"))
  }

  @Test func whatIsNeededIsFound() throws {
    let hookKit = try hookKit()
    #expect(hookKit.compilerArguments == ["-O", "-I", "\(products)/Modules"])
    #expect(try hookKit.objects(for: []) == ["\(products)/HookCtlRunner.o"])
    #expect(try hookKit.objects(for: ["Testing"]) == ["\(products)/HookCtlRunner.o", "\(products)/Testing.o"])
    #expect(hookKit.resources.map(\.path) == ["hookkit_HookCtlRunner.resources/Resources"])
    #expect(hookKit.resources.map(\.source) == [scene.path("p/Sources/HookCtlRunner/Resources")])
  }

  @Test(arguments: [
    "Sources/HookCtlRunner/R.swift", "Sources/HookCtlRunner/New.swift", "Sources/Testing/New.swift", "Package.swift",
    "Package.resolved",
  ])
  func whatIsNewerThanTheProgramIsAChange(path: String) throws {
    try scene.write("edited", to: "p/\(path)")
    #expect(throws: PrebuiltProblem.changed(path)) { try hookKit() }
  }

  @Test func whatIsGoneIsAChange() throws {
    try FileManager.default.removeItem(atPath: scene.path("p/Sources/HookCtlRunner/R.swift"))
    #expect(throws: PrebuiltProblem.changed("Sources/HookCtlRunner/R.swift")) { try hookKit() }
  }

  /// Tests and resources are no part of the program's objects; resources are copied as they are.
  @Test(arguments: ["Tests/X.swift", "Sources/HookCtlRunner/Resources/weights", "README.md"])
  func whatIsNotCompiledMayChange(path: String) throws {
    try scene.write("edited", to: "p/\(path)")
    _ = try hookKit()
  }

  /// A build that goes on, or that failed, has newer objects than the program.
  @Test func objectsOfAnotherBuildAreNotUsed() throws {
    try scene.write("newer", to: "p/.build/x86_64/release/HookCtlRunner.o")
    #expect(throws: PrebuiltProblem.changed(".build/x86_64/release/HookCtlRunner.o")) { try hookKit() }
    try FileManager.default.removeItem(atPath: "\(products)/HookCtlRunner.o")
    #expect(throws: PrebuiltProblem.notBuilt("there is no \(products)/HookCtlRunner.o")) { try hookKit() }
  }

  @Test func aLibraryForTestsMustBeUpToDate() throws {
    try scene.write("edited", to: "p/Sources/Testing/T.swift")
    let hookKit = try hookKit()
    #expect(throws: PrebuiltProblem.changed("Sources/Testing/T.swift")) { try hookKit.objects(for: ["Testing"]) }
  }

  /// What is installed names no place of the build, but for the lists that the script links and removes.
  @Test func whatIsExportedCanBeMoved() throws {
    let folder = scene.path("exported")
    try hookKit().export(to: folder)
    let text = try String(contentsOfFile: "\(folder)/compiled.json", encoding: .utf8)
    #expect(!text.contains(scene.path("")) && text.contains("Sources/HookCtlRunner/Resources"))
    let modules = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/modules").sorted()
    #expect(modules == ["HookCtlRunner.swiftmodule", "Testing.swiftmodule"])
    #expect(try String(contentsOfFile: "\(folder)/hookkit.objects", encoding: .utf8) == "\(products)/HookCtlRunner.o\n")
    #expect(try String(contentsOfFile: "\(folder)/Testing.objects", encoding: .utf8) == "\(products)/Testing.o\n")
  }

  @Test func anotherHookKitIsNotUsed() throws {
    try scene.write("", to: "q/Package.swift")
    #expect(throws: PrebuiltProblem.notBuilt("\(products) is of another HookKit")) {
      try PrebuiltHookKit(in: [products], package: scene.path("q"))
    }
    let nowhere = scene.path("nowhere")
    #expect(throws: PrebuiltProblem.notBuilt("there is no \(nowhere)/description.json")) {
      try PrebuiltHookKit(in: [nowhere], package: scene.path("p"))
    }
  }

  /// Whoever waits for minutes knows why, and how to wait less.
  @Test func theReasonIsSaid() throws {
    let changed = PrebuiltProblem.changed("Sources/HookKit/Site.swift").note(isFirst: true, package: "/p")
    #expect(
      changed == """
        HookKit has changed since it was built (Sources/HookKit/Site.swift): compiling HookKit together with the \
        plugins, about 5 minutes; `make build` in /p makes this seconds
        """)
    let beyond = PrebuiltProblem.beyond(package: "One", "resources").note(isFirst: false, package: "/p")
    #expect(
      beyond == """
        package One has resources: compiling what has changed of HookKit together with the plugins, up to 5 minutes
        """)
  }

  /// Without a HookKit that is built, everything is built from sources, and whoever waits is told.
  @Test func thePackageManagerBuildsWhatCannotBeDoneDirectly() throws {
    let world = try FakeWorld()
    try world.plugin("One")
    let nowhere = world.scene.path("nowhere")
    let environment = world.scene.environment(world.variables, programs: nowhere)
    var steps: [String] = []
    let host = PluginHost(in: environment) { if case .step(let text) = $0 { steps.append(text) } }
    let choice = try PluginChoice(PluginArguments(["--plugin", "One"]), in: environment)
    #expect(try world.says(host.program(with: choice)) == "One")
    #expect(steps.count == 2 && steps[0].hasPrefix("HookKit is not built (there is no \(nowhere)/description.json)"))
    #expect(steps.last == "building One")
  }
}
