import Foundation
import Essentials

extension PluginBuild {
  /// Compiles the tests of a plugin against the HookKit that is built, and runs them.
  ///
  /// - Returns: whether they pass; nil when only the package manager can do it.
  func testWithPrebuilt(_ folder: PluginFolder, line: (String) -> Void) throws -> Bool? {
    let program = try orFromSources { try testProgram(folder) }
    return try program.map { program in
      try toolchain.run(
        ["--testing-library", "swift-testing"], by: program, in: folder.path, package: package, line: line
      ).succeeded
    }
  }

  /// Builds the program that runs the tests of a plugin.
  ///
  /// - Returns: its path.
  private func testProgram(_ folder: PluginFolder) throws -> String {
    let part = try part(folder)
    guard part.manifest.dump.targets.contains(where: { $0.type == "test" }) else {
      throw PrebuiltProblem.beyond(package: part.manifest.name, "no tests")
    }
    let build = try prebuilt([part], tests: [folder.path])
    let objects = try build.compileTargets()
    let beside = "\(cache.modules(of: folder.path))/tests"
    try HostCache.makeFolder(beside)
    let source = "\(beside)/Runner.swift"
    if (try? FileInput.read(source)) != Array(Self.runner.utf8) {
      try FileOutput.write(Array(Self.runner.utf8), to: source)
    }
    let runner = try build.compile(
      [source], module: "PluginTestRunner", into: beside,
      arguments: ["-parse-as-library", "-swift-version", "6"], inputs: [])
    for (source, path) in build.hookKit.resources { try FileCopy.copy(source, to: "\(beside)/\(path)") }
    let program = "\(beside)/\(PluginTarget.module(part.manifest.name))Tests"
    try build.link(objects + [runner], to: program)
    return program
  }

  /// As the package manager's own.
  private static let runner = """
    import Testing

    @main struct PluginTestRunner {
      static func main() async { await Testing.__swiftPMEntryPoint() as Never }
    }

    """
}
