import Foundation
import Essentials

/// Compiles the targets of plugins against a HookKit that is built, and links programs with it.
struct PrebuiltBuild {
  let hookKit: any CompiledHookKit
  let targets: PluginTargets
  let toolchain: Toolchain
  let cache: HostCache
  /// Makes the error of a failed call of the compiler from its messages.
  let failure: ([String]) -> any Error

  /// Compiles all targets, each after those that it imports.
  ///
  /// - Returns: their objects.
  func compileTargets() throws -> [String] {
    for target in targets.targets where hookKit.moduleNames.contains(target.module) {
      throw PrebuiltProblem.beyond(package: target.package, "a module of HookKit's name \(target.module)")
    }
    return try targets.targets.map(compile)
  }

  private func compile(_ target: PluginTarget) throws -> String {
    let imports = closure(of: target)
    let folders = Set(imports.map { cache.modules(of: $0.folder) }).sorted()
    let special = target.isTest ? ["-enable-testing", "-Xfrontend", "-enable-cross-import-overlays"] : []
    return try compile(
      target.sources, module: target.module, into: cache.modules(of: target.folder),
      arguments: ["-parse-as-library", "-swift-version", target.language, "-package-name", packageName(target)]
        + special + folders.flatMap { ["-I", $0] },
      inputs: imports.map { CompilerStep.contents(modulePath($0)) })
  }

  /// Compiles the sources of one module.
  ///
  /// - Returns: the object.
  func compile(
    _ sources: [String], module: String, into folder: String, arguments: [String], inputs: [String]
  ) throws -> String {
    try HostCache.makeFolder(folder)
    let object = "\(folder)/\(module).o"
    let step = CompilerStep(
      arguments: hookKit.compilerArguments + arguments + [
        "-whole-module-optimization", "-module-name", module, "-emit-module", "-emit-module-path",
        "\(folder)/\(module).swiftmodule", "-c", "-o", object,
      ] + sources, output: object, inputs: hookKit.stamps + inputs + sources.map(CompilerStep.stamp))
    try step.perform(call)
    return object
  }

  /// Links a program.
  func link(_ objects: [String], to program: String) throws {
    // The compiler writes beside the first of them, and HookKit's may be of somebody else.
    let all = try objects + hookKit.objects(for: targets.libraries)
    let list = "\(program).objects"
    try FileOutput.write(Array(all.map(Self.quoted).joined(separator: "\n").utf8), to: list)
    let step = CompilerStep(
      arguments: ["-emit-executable", "-o", program, "@\(list)"] + hookKit.linkerArguments, output: program,
      inputs: hookKit.stamps + objects.map(CompilerStep.stamp) + all)
    try step.perform(call)
  }

  private func call(_ arguments: [String]) throws {
    let outcome = try toolchain.run(
      arguments, by: hookKit.compiler, in: cache.root, package: hookKit.package)
    guard !outcome.succeeded else { return }
    let isStale = outcome.lines.contains {
      $0.contains("module compiled with Swift") || $0.contains("created by a different version of the compiler")
    }
    throw isStale ? PrebuiltProblem.otherCompiler : failure(outcome.lines)
  }

  /// All targets that one imports, directly or not.
  private func closure(of target: PluginTarget) -> [PluginTarget] {
    var wanted = Set(target.needs)
    var found: [PluginTarget] = []
    for other in targets.targets.reversed() where wanted.contains(other.id) {
      found.append(other)
      wanted.formUnion(other.needs)
    }
    return found
  }

  private func modulePath(_ target: PluginTarget) -> String {
    "\(cache.modules(of: target.folder))/\(target.module).swiftmodule"
  }

  /// The package manager's identity of a package, for what is declared `package`.
  private func packageName(_ target: PluginTarget) -> String {
    PluginTarget.module(FileSystem.name(of: target.folder).lowercased())
  }

  /// A path as it stands in a list of arguments.
  private static func quoted(_ path: String) -> String {
    path.allSatisfy { $0.isLetter || $0.isNumber || "/._-+".contains($0) }
      ? path : "'\(path.replacing("'", with: "'\\''"))'"
  }
}
