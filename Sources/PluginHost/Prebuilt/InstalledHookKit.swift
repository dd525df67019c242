import Foundation
import Essentials

/// The modules and objects that `make install` has put beside the program, for plugins to be compiled and linked with.
///
/// Nothing in it names a place: the folder can be moved, and belong to somebody else.
struct InstalledHookKit: CompiledHookKit {
  let package: String
  let compiler: String
  private let folder: String
  private let description: InstalledDescription

  /// The HookKit that is installed in a folder; nil where none is.
  ///
  /// - Throws: ``PrebuiltProblem/installation(path:_:)`` for one that is damaged, or of another version.
  init?(in package: String, toolchain: Toolchain) throws {
    guard InstalledFolder.isIn(package) else { return nil }
    self.package = package
    folder = "\(package)/\(InstalledFolder.name)"
    // Beside `swift` as it was found: it may be a link to a program that chooses among toolchains.
    compiler = "\(FileSystem.folder(of: toolchain.swift))/swiftc"
    let path = "\(folder)/\(InstalledFolder.description)"
    guard let bytes = try? FileInput.read(path),
      let description = try? JSONDecoder().decode(InstalledDescription.self, from: Data(bytes)),
      description.format == InstalledDescription.currentFormat
    else { throw PrebuiltProblem.installation(path: path, "cannot be read") }
    self.description = description
  }

  var compilerItself: String {
    "\(FileSystem.folder(of: FileSystem.realPath(compiler) ?? compiler))/swift-frontend"
  }

  var compilerArguments: [String] { here(description.compilerArguments) + ["-I", "\(folder)/modules"] }
  var linkerArguments: [String] { here(description.linkerArguments) + ["-L", "\(folder)/lib"] }

  var stamps: [String] {
    [compilerItself, "\(folder)/\(InstalledFolder.description)", "\(folder)/\(InstalledDescription.object)"]
      .map { "\($0) \(FileSystem.stamp($0) ?? "missing")" }
  }

  var moduleNames: Set<String> { Set(description.moduleNames) }

  var resources: [(source: String, path: String)] {
    description.resources.map { ("\(package)/\($0.source)", $0.path) }
  }

  func objects(for products: Set<String>) throws -> [String] {
    let further = products.subtracting(description.libraries).sorted()
    if let unknown = further.first(where: { !description.furtherLibraries.contains($0) }) {
      throw PrebuiltProblem.installation(path: folder, "has no library \(unknown)")
    }
    let objects = [InstalledDescription.object] + further.map(InstalledDescription.object(of:))
    return try objects.map { name in
      guard FileSystem.isFile("\(folder)/\(name)") else {
        throw PrebuiltProblem.installation(path: folder, "has no \(name)")
      }
      return "\(folder)/\(name)"
    }
  }

  private func here(_ arguments: [String]) -> [String] {
    arguments.map { $0.replacing(InstalledDescription.here, with: folder) }
  }
}
