import Foundation
import Essentials

extension PluginBuild {
  /// The program: compiled against the HookKit that is built, or else all of it from sources.
  func compiled(_ parts: [HostPackage.Part]) throws -> Built {
    try orFromSources { try builtWithPrebuilt(parts) } ?? builtFromSources(parts)
  }

  /// Does what needs a HookKit that is built.
  ///
  /// - Returns: nil when that cannot be, after the reason was reported.
  func orFromSources<Result>(_ body: () throws -> Result) throws -> Result? {
    guard !products.isEmpty else { return nil }
    do {
      return try body()
    } catch let problem as PrebuiltProblem {
      let isFirst = !FileSystem.isFolder("\(cache.scratch)/release")
      report(.step(problem.note(isFirst: isFirst, package: package)))
      return nil
    }
  }

  private func builtWithPrebuilt(_ parts: [HostPackage.Part]) throws -> Built {
    let build = try prebuilt(parts)
    report(.step("building \(folders.map(\.name).joined(separator: ", "))"))
    let objects = try build.compileTargets()
    let sources = HostPackage(package: package, parts: parts).sources.map { "\(cache.host)/\($0)" }
    let folder = cache.modules(of: cache.set(folders).folder)
    // Those of packages that plugins depend on as well: a module is read with all that it imports.
    let imports = Set(build.targets.targets.map { cache.modules(of: $0.folder) }).sorted()
    let host = try build.compile(
      sources, module: PluginTarget.module(HostPackage.program), into: folder,
      arguments: ["-swift-version", "6"] + imports.flatMap { ["-I", $0] },
      inputs: sources.map(CompilerStep.contents)
        + parts.map { CompilerStep.contents("\(cache.modules(of: $0.path))/\($0.manifest.module).swiftmodule") })
    let program = "\(folder)/\(HostPackage.program)"
    try build.link(objects + [host], to: program)
    return Built(
      program: program, resources: build.hookKit.resources,
      furtherInputs: build.targets.others(than: parts).flatMap(\.inputs) + [build.hookKit.compilerItself])
  }

  /// What plugins are compiled with, once their targets are known.
  ///
  /// - Parameter tests: the folders of packages whose tests are wanted.
  /// - Throws: ``PrebuiltProblem``.
  func prebuilt(_ parts: [HostPackage.Part], tests: Set<String> = []) throws -> PrebuiltBuild {
    let targets = try PluginTargets(of: parts, tests: tests, hookKit: package, read: manifest)
    return PrebuiltBuild(
      hookKit: try hookKit(), targets: targets, toolchain: toolchain,
      cache: cache, failure: { failure($0, parts) })
  }

  /// What `make install` has put beside HookKit's sources, else what `make build` has left.
  private func hookKit() throws -> any CompiledHookKit {
    try InstalledHookKit(in: package, toolchain: toolchain) ?? PrebuiltHookKit(in: products, package: package)
  }
}
