import Essentials

/// All targets that a set of plugins is made of, each after those that it needs.
package struct PluginTargets {
  package private(set) var targets: [PluginTarget] = []
  /// The names of HookKit's libraries that they use.
  package private(set) var libraries: Set<String> = []
  /// The manifests of all packages, by their folders.
  private(set) var manifests: [String: PluginManifest]

  /// The folder of HookKit's package.
  private let hookKit: String
  private let read: (String) throws -> PluginManifest
  private var visited: Set<String> = []

  /// - Parameters:
  ///   - parts: the plugins.
  ///   - tests: the folders of packages whose tests are wanted.
  ///   - read: reads the manifest of a further package.
  /// - Throws: ``PrebuiltProblem/beyond(package:_:)``, and what `read` throws.
  package init(
    of parts: [HostPackage.Part], tests: Set<String> = [], hookKit: String,
    read: @escaping (String) throws -> PluginManifest
  ) throws {
    (self.hookKit, self.read) = (hookKit, read)
    manifests = Dictionary(parts.map { ($0.path, $0.manifest) }, uniquingKeysWith: { first, _ in first })
    for part in parts {
      try addLibrary(part.manifest.library, of: part.manifest, in: part.path)
      guard tests.contains(part.path) else { continue }
      for target in part.manifest.dump.targets where target.type == "test" {
        try add(target, of: part.manifest, in: part.path)
      }
    }
    let modules = targets.map(\.module)
    guard Set(modules).count == modules.count else {
      throw PrebuiltProblem.beyond(package: parts[0].manifest.name, "two modules of one name")
    }
  }

  /// The manifests of packages that are none of the plugins themselves.
  func others(than parts: [HostPackage.Part]) -> [PluginManifest] {
    let known = Set(parts.map(\.path))
    return manifests.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
  }

  /// - Returns: the targets of the library.
  @discardableResult
  private mutating func addLibrary(
    _ name: String, of manifest: PluginManifest, in folder: String
  ) throws
    -> [String]
  {
    guard let product = manifest.dump.products.first(where: { $0.name == name && $0.isLibrary }) else {
      throw PrebuiltProblem.beyond(package: manifest.name, "no library \(name)")
    }
    let targets = manifest.dump.targets.filter { product.targets.contains($0.name ?? "") }
    for target in targets { try add(target, of: manifest, in: folder) }
    return targets.map { PluginTarget.id($0.name ?? "", in: folder) }
  }

  private mutating func add(_ target: PackageDump.Target, of manifest: PluginManifest, in folder: String) throws {
    guard visited.insert(PluginTarget.id(target.name ?? "", in: folder)).inserted else { return }
    let needs = try (target.dependencies ?? []).flatMap { reference in
      guard !reference.isConditional else {
        throw PrebuiltProblem.beyond(package: manifest.name, "dependencies that hold on some platforms only")
      }
      guard !reference.isProduct, let own = manifest.dump.targets.first(where: { $0.name == reference.name }) else {
        return try addProduct(reference, of: manifest, in: folder)
      }
      try add(own, of: manifest, in: folder)
      return [PluginTarget.id(reference.name, in: folder)]
    }
    targets.append(try PluginTarget(target, of: manifest.dump, in: folder, needs: needs))
  }

  private mutating func addProduct(
    _ reference: PackageDump.Reference, of manifest: PluginManifest, in folder: String
  ) throws -> [String] {
    let package = (reference.package ?? reference.name).lowercased()
    let entry = manifest.dump.dependencies.compactMap(\.fileSystem?.first).first {
      [$0.nameForTargetDependencyResolutionOnly, $0.identity].contains { $0?.lowercased() == package }
    }
    guard let entry, let path = FileSystem.realPath(entry.path) else {
      throw PrebuiltProblem.beyond(package: manifest.name, "a dependency that is no folder: \(reference.name)")
    }
    guard path != hookKit else {
      libraries.insert(reference.name)
      return []
    }
    let other = try manifests[path] ?? read(path)
    manifests[path] = other
    return try addLibrary(reference.name, of: other, in: path)
  }
}
