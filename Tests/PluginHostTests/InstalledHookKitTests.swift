import Foundation
import Testing

@testable import PluginHost

/// What an installed HookKit says of how plugins are compiled, on a folder that only pretends.
@Suite struct InstalledHookKitTests {
  private let scene: Scene
  private let toolchain: Toolchain

  init() throws {
    scene = try Scene()
    try scene.write("#!/bin/sh\n", to: "bin/swift")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scene.path("bin/swift"))
    let environment = HostEnvironment(variables: ["PATH": scene.path("bin")], folder: scene.path(""))
    toolchain = try #require(Toolchain(in: environment))
    let text = InstalledDescription(
      format: InstalledDescription.currentFormat,
      compilerArguments: ["-O", "-Xcc", "-fmodule-map-file={here}/include/C/module.modulemap"],
      linkerArguments: ["-lzip"], moduleNames: ["HookKit", "C"], libraries: ["HookKit"],
      furtherLibraries: ["HookKitTesting", "Gone"],
      resources: [.init(source: "Sources/M/Resources", path: "hookkit_M.resources/Resources")])
    try scene.write(
      String(decoding: try JSONEncoder().encode(text), as: UTF8.self), to: "lib/compiled/compiled.json")
    for name in ["hookkit", "HookKitTesting"] { try scene.write("", to: "lib/compiled/\(name).o") }
    for path in ["lib/Package.swift", "lib/Sources/HookKit/H.swift"] { try scene.write("", to: path) }
  }

  private func hookKit(_ folder: String = "lib") throws -> InstalledHookKit {
    try #require(try InstalledHookKit(in: scene.path(folder), toolchain: toolchain))
  }

  @Test func whatIsNeededIsFoundWhereverItIs() throws {
    try FileManager.default.moveItem(atPath: scene.path("lib"), toPath: scene.path("moved"))
    let hookKit = try hookKit("moved")
    let folder = scene.path("moved/compiled")
    #expect(
      hookKit.compilerArguments == [
        "-O", "-Xcc", "-fmodule-map-file=\(folder)/include/C/module.modulemap", "-I", "\(folder)/modules",
      ])
    #expect(hookKit.linkerArguments == ["-lzip", "-L", "\(folder)/lib"])
    #expect(hookKit.compiler == scene.path("bin/swiftc"))
    #expect(try hookKit.objects(for: ["HookKit"]) == ["\(folder)/hookkit.o"])
    #expect(try hookKit.objects(for: ["HookKitTesting"]) == ["\(folder)/hookkit.o", "\(folder)/HookKitTesting.o"])
    #expect(hookKit.resources.map(\.source) == [scene.path("moved/Sources/M/Resources")])
  }

  @Test func whatIsMissingIsSaid() throws {
    let folder = scene.path("lib/compiled")
    #expect(throws: PrebuiltProblem.installation(path: folder, "has no library Other")) {
      try hookKit().objects(for: ["Other"])
    }
    #expect(throws: PrebuiltProblem.installation(path: folder, "has no Gone.o")) {
      try hookKit().objects(for: ["Gone"])
    }
    try scene.write("{}", to: "lib/compiled/compiled.json")
    #expect(throws: PrebuiltProblem.installation(path: "\(folder)/compiled.json", "cannot be read")) { try hookKit() }
    #expect(try InstalledHookKit(in: scene.path("bin"), toolchain: toolchain) == nil)
  }

  /// A program finds the package it was installed with; a variable comes first.
  @Test func theProgramsOwnPackageIsUsed() throws {
    let installed = HostEnvironment(variables: [:], folder: "/", programs: scene.path("lib"))
    #expect(try installed.package() == scene.path("lib"))
    let named = HostEnvironment(
      variables: ["HOOKKIT_PACKAGE": scene.path("bin")], folder: "/", programs: scene.path("lib"))
    #expect(throws: PluginError.packageMissing(path: scene.path("bin"))) { try named.package() }
  }
}
