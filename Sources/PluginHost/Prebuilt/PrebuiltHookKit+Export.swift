import Foundation
import Essentials

extension PrebuiltHookKit {
  /// Writes what plugins are compiled with into a folder, for an ``InstalledHookKit``: modules, headers, the
  /// description; and the lists of objects that are to become one object each, for the script that links them.
  ///
  /// - Throws: ``PrebuiltProblem``, `FileError`.
  func export(to folder: String) throws {
    let further = furtherLibraries
    try HostCache.makeFolder("\(folder)/modules")
    for name in (closure.union(further)).sorted() {
      guard let module = description.commands[name]?.moduleOutputPath else { continue }
      try FileCopy.copy(module, to: "\(folder)/modules/\(FileSystem.name(of: module))")
    }
    let arguments = CompilerArguments.shared(command.otherArguments)
    let headers = try headerModules(arguments)
    for module in headers { try module.copy(into: "\(folder)/include") }
    let objects = try objects(for: [])
    try write(objects, "hookkit", in: folder)
    for name in further { try write(Array(try self.objects(for: [name]).dropFirst(objects.count)), name, in: folder) }
    let text = InstalledDescription(
      format: InstalledDescription.currentFormat, compilerArguments: Self.moved(arguments, headers),
      linkerArguments: Self.withoutFolders(linkerArguments), moduleNames: closure.union(further).sorted(),
      libraries: libraries, furtherLibraries: further, resources: ownResources)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try FileOutput.write(Array(try encoder.encode(text)), to: "\(folder)/\(InstalledFolder.description)")
  }

  /// HookKit's libraries that no program has: those for tests.
  private var furtherLibraries: [String] {
    description.commands.values.filter { command in
      !closure.contains(command.moduleName) && command.moduleName != "hookctl"
        && command.sources.allSatisfy { $0.hasPrefix("\(package)/Sources/") }
    }.map(\.moduleName).sorted()
  }

  /// HookKit's libraries that every program has.
  private var libraries: [String] {
    closure.filter { name in
      description.commands[name]?.sources.allSatisfy { $0.hasPrefix("\(package)/Sources/") } == true
    }.sorted()
  }

  private var ownResources: [InstalledDescription.Resource] {
    resources.filter { $0.source.hasPrefix("\(package)/Sources/") }.map {
      InstalledDescription.Resource(source: String($0.source.dropFirst(package.count + 1)), path: $0.path)
    }
  }

  private func headerModules(_ arguments: [String]) throws -> [HeaderModule] {
    let folders = zip(arguments, arguments.dropFirst()).filter { $0.0 == "-Xcc" }.map(\.1)
    return try folders.filter { $0.hasPrefix(Self.mapOption) }.map {
      try HeaderModule(map: String($0.dropFirst(Self.mapOption.count)), folders: folders)
    }
  }

  private static let mapOption = "-fmodule-map-file="

  private func write(_ objects: [String], _ name: String, in folder: String) throws {
    try FileOutput.write(Array((objects.joined(separator: "\n") + "\n").utf8), to: "\(folder)/\(name).objects")
  }
}

extension PrebuiltHookKit {
  /// Arguments that name no folder but ``InstalledDescription/here``, with the module maps and headers in it.
  private static func moved(_ arguments: [String], _ headers: [HeaderModule]) -> [String] {
    var kept: [String] = []
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      let hasValue = ["-Xcc", "-I", "-F", "-Fsystem", "-sdk", "-module-cache-path", "-target"].contains(argument)
      let value = hasValue && index + 1 < arguments.count ? arguments[index + 1] : ""
      index += hasValue ? 2 : 1
      let isPlace =
        argument.hasPrefix("-I") || argument.hasPrefix("-F") || argument == "-sdk"
        || argument == "-module-cache-path" || value == "-I" || value.hasPrefix("/") || value.hasPrefix(mapOption)
      if !isPlace { kept += hasValue ? [argument, value] : [argument] }
    }
    return kept
      + headers.flatMap { module in
        let folder = "\(InstalledDescription.here)/include/\(module.name)"
        return ["-Xcc", "\(mapOption)\(folder)/module.modulemap", "-Xcc", "-I", "-Xcc", folder]
      }
  }

  /// Arguments of the linker without the places of libraries.
  private static func withoutFolders(_ arguments: [String]) -> [String] {
    var kept: [String] = []
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      index += argument == "-L" ? 2 : 1
      if !argument.hasPrefix("-L") { kept.append(argument) }
    }
    return kept
  }
}

extension PluginHost {
  /// Writes what plugins are compiled with into a folder, from what `make build` has left: see `Scripts/install.sh`.
  ///
  /// - Throws: ``PluginError/notExported(reason:)`` when HookKit is not built, or has changed since.
  public func export(to folder: String) throws {
    let package = try environment.package()
    do {
      try PrebuiltHookKit(in: environment.products(of: package), package: package).export(to: folder)
    } catch let problem as PrebuiltProblem { throw PluginError.notExported(reason: problem.reason) }
  }
}
