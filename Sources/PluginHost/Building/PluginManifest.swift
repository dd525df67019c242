import Foundation
import Essentials

/// What the package manager says of a package: its name, its libraries, where its sources are.
package struct PluginManifest: Sendable, Hashable {
  /// The package's name.
  package let name: String
  /// The library to link, and the module that holds the plugin.
  package let library: String
  package let module: String
  /// The files and folders that a build reads.
  package let inputs: [String]
  /// The folders of packages it depends on by path, by the names it gives them.
  package let dependencies: [String: String]
  /// All that the package manager says.
  let dump: PackageDump

  /// Asks the package manager.
  ///
  /// - Parameters:
  ///   - scratch: a folder for the package manager's own files; that of the plugin may be read-only.
  /// - Throws: ``PluginError`` for a manifest that cannot be read, or that has no library.
  init(of folder: String, toolchain: Toolchain, scratch: String, package: String) throws {
    let json = try ManifestCache(scratch).text(of: folder, toolchain: toolchain, package: package) {
      let arguments = ["package", "--package-path", folder, "--scratch-path", scratch, "dump-package"]
      let outcome = try toolchain.run(arguments, in: folder, package: package, mergingErrors: false)
      guard outcome.succeeded else {
        let why = try toolchain.run(arguments, in: folder, package: package)
        throw PluginError.manifest(path: folder, output: why.lines.joined(separator: "\n"))
      }
      return outcome.lines.joined(separator: "\n")
    }
    try self.init(json: json, folder: folder)
  }

  /// - Parameter json: what `swift package dump-package` prints.
  package init(json: String, folder: String) throws {
    let dump: PackageDump
    do {
      dump = try JSONDecoder().decode(PackageDump.self, from: Data(json.utf8))
    } catch {
      throw PluginError.manifest(path: folder, output: "its description is not understood: \(error)")
    }
    self.dump = dump
    name = dump.name
    let libraries = dump.products.filter(\.isLibrary)
    guard let library = libraries.first(where: { $0.name == dump.name }) ?? libraries.first else {
      throw PluginError.noLibrary(package: dump.name, path: folder)
    }
    guard libraries.count == 1 || library.name == dump.name else {
      throw PluginError.severalLibraries(package: dump.name, names: libraries.map(\.name))
    }
    self.library = library.name
    module = (library.targets.first { $0 == library.name } ?? library.targets.first ?? library.name)
      .replacing("-", with: "_")
    inputs = Self.inputs(dump, folder)
    dependencies = Dictionary(
      dump.dependencies.compactMap { $0.fileSystem?.first }.map {
        ($0.nameForTargetDependencyResolutionOnly ?? $0.identity, $0.path)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Manifests, pins, the usual folders of sources, and those that targets name.
  private static func inputs(_ dump: PackageDump, _ folder: String) -> [String] {
    let usual = ["Package.swift", "Package.resolved", "Sources", "Source", "src", "srcs", "Plugins"]
    let own = dump.targets.filter { $0.type != "test" }.compactMap(\.path)
    return (usual + own).reduce(into: []) { paths, part in
      let path = part.hasPrefix("/") ? part : "\(folder)/\(part)"
      if !paths.contains(path) { paths.append(path) }
    }
  }
}
