import Foundation
import Essentials

/// The modules and objects of a HookKit that is built, for plugins to be compiled and linked with.
package struct PrebuiltHookKit: CompiledHookKit {
  /// The module that every program with plugins begins with.
  private static let runner = "HookCtlRunner"
  private static let program = "hookctl"

  /// The folder of HookKit's package.
  let package: String
  let description: BuildDescription
  let command: BuildDescription.Command
  private let link: CompilerArguments.Link
  /// When the program was linked: nothing that it was made of may be newer.
  private let linked: Date

  /// The HookKit in the first of some folders of products that has one.
  ///
  /// - Throws: ``PrebuiltProblem``: there is none, or its sources are newer.
  package init(in folders: [String], package: String) throws {
    let built = folders.first { FileSystem.isFile("\($0)/\(BuildDescription.fileName)") }
    guard let products = (built ?? folders.first).flatMap({ FileSystem.realPath($0) ?? $0 }) else {
      throw PrebuiltProblem.notBuilt("no folder is known")
    }
    try self.init(products: products, package: package)
  }

  private init(products: String, package: String) throws {
    self.package = package
    description = try BuildDescription(of: products)
    guard let command = description.commands[Self.runner], let first = command.sources.first,
      first.hasPrefix("\(package)/Sources/")
    else { throw PrebuiltProblem.notBuilt("\(products) is of another HookKit") }
    self.command = command
    guard let linked = Self.changed("\(products)/\(Self.program)") else {
      throw PrebuiltProblem.notBuilt("there is no \(products)/\(Self.program)")
    }
    self.linked = linked
    let parts = products.split(separator: "/")
    let manifest = "/\(parts.dropLast(2).joined(separator: "/"))/\(parts.last ?? "").yaml"
    guard let bytes = try? FileInput.read(manifest),
      let link = CompilerArguments.Link(in: String(decoding: bytes, as: UTF8.self), product: Self.program)
    else { throw PrebuiltProblem.notBuilt("\(manifest) does not say how to link") }
    self.link = link
    try checkSources(products)
    try checkObjects()
  }

  /// The compiler that HookKit was built by; what it made fits no other.
  var compiler: String { command.executable }

  /// The file that is exchanged when the compiler is.
  var compilerItself: String {
    "\(FileSystem.folder(of: FileSystem.realPath(compiler) ?? compiler))/swift-frontend"
  }

  /// The arguments with which a module that imports HookKit is compiled.
  package var compilerArguments: [String] {
    CompilerArguments.shared(command.otherArguments) + ["-I", command.importPath]
  }

  /// The arguments with which a program is linked.
  var linkerArguments: [String] { link.arguments }

  /// What changes whenever this build does.
  var stamps: [String] {
    [compilerItself, command.moduleOutputPath, link.list].map { "\($0) \(FileSystem.stamp($0) ?? "missing")" }
      + ["\(linked.timeIntervalSince1970)"]
  }

  /// The names of modules that plugins cannot have.
  var moduleNames: Set<String> { Set(description.targetDependencyMap.keys) }

  /// The objects of everything but `main`, and of libraries that programs with plugins do not have: those for tests.
  ///
  /// - Parameter products: the names of HookKit's libraries that the plugins use.
  /// - Throws: ``PrebuiltProblem``.
  package func objects(for products: Set<String>) throws -> [String] {
    var objects = try objectsOfProgram()
    for name in products.sorted() {
      guard let library = description.commands[name] else {
        throw PrebuiltProblem.notBuilt("it has no library \(name)")
      }
      guard !closure.contains(name) else { continue }
      try checkLibrary(library)
      objects += library.objects
    }
    return objects
  }

  /// What programs read while they run, to be copied beside them: where it is, and its path there.
  package var resources: [(source: String, path: String)] {
    description.copyCommands.values.compactMap { copy in
      guard let source = copy.inputs.first?.name, let target = copy.outputs.first?.name else { return nil }
      let parts = target.split(separator: "/")
      guard let index = parts.lastIndex(where: { $0.hasSuffix(".resources") }),
        let owner = parts[index].dropLast(".resources".count).split(separator: "_").last,
        closure.contains(String(owner))
      else { return nil }
      return (source, parts[index...].joined(separator: "/"))
    }.sorted { $0.path < $1.path }
  }

  /// All modules of the program but `main`.
  var closure: Set<String> {
    Set(description.targetDependencyMap[Self.runner] ?? []).union([Self.runner])
  }

  private func objectsOfProgram() throws -> [String] {
    guard let bytes = try? FileInput.read(link.list) else {
      throw PrebuiltProblem.notBuilt("there is no \(link.list)")
    }
    let own = "/\(Self.program).build/"
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      .map { $0.hasPrefix("'") && $0.hasSuffix("'") ? String($0.dropFirst().dropLast()) : $0 }
      .filter { !$0.contains(own) }
  }
}

/// Whether the build is that of the sources.
extension PrebuiltHookKit {
  static func changed(_ path: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
  }

  private func checkSources(_ products: String) throws {
    // What the package manager makes of these stands in its description, which it writes whenever it reads them.
    let described = Self.changed("\(products)/\(BuildDescription.fileName)") ?? .distantPast
    for name in ["Package.swift", "Package.resolved"] {
      if let changed = Self.changed("\(package)/\(name)"), changed > described {
        throw PrebuiltProblem.changed(name)
      }
    }
    let known = Set(description.commands.values.flatMap(\.sources))
    for source in known where source.hasPrefix("\(package)/Sources/") && !FileSystem.isFile(source) {
      throw PrebuiltProblem.changed(named(source))
    }
    let copied = description.copyCommands.values.compactMap(\.inputs.first?.name)
    let libraries = closure.union(description.commands.keys)
    for target in FileSystem.names(in: "\(package)/Sources") ?? [] where libraries.contains(target) {
      let isInProgram = closure.contains(target)
      try SourceTree.visit("\(package)/Sources/\(target)", excluding: Set(copied)) { path in
        let isNew = path.hasSuffix(".swift") && !known.contains(path)
        if isNew || isInProgram && (Self.changed(path) ?? .distantFuture) > linked {
          throw PrebuiltProblem.changed(named(path))
        }
      }
    }
  }

  /// What was compiled after the program was linked is of a build that goes on, or that failed.
  private func checkObjects() throws {
    let modules = closure.compactMap { description.commands[$0]?.moduleOutputPath }
    for path in try objectsOfProgram() + modules {
      guard let changed = Self.changed(path) else { throw PrebuiltProblem.notBuilt("there is no \(path)") }
      guard changed <= linked else { throw PrebuiltProblem.changed(named(path)) }
    }
  }

  /// A library that the program does not have must be as new as what it was compiled from.
  private func checkLibrary(_ library: BuildDescription.Command) throws {
    let missing = PrebuiltProblem.notBuilt("its library \(library.moduleName) is not")
    guard let built = Self.changed(library.moduleOutputPath) else { throw missing }
    let used = (description.targetDependencyMap[library.moduleName] ?? []).compactMap {
      description.commands[$0]?.moduleOutputPath
    }
    // The tests' program is linked after all of them.
    let tests = description.builtTestProducts.compactMap { Self.changed($0.binaryPath) }.max() ?? built
    let limit = [built, tests, Self.compiled(library) ?? built].max() ?? built
    for path in library.sources + used where (Self.changed(path) ?? .distantFuture) > limit {
      throw PrebuiltProblem.changed(named(path))
    }
    guard library.objects.allSatisfy(FileSystem.isFile) else { throw missing }
  }

  /// When a library was compiled. A module and objects that are the same as before are not written again; the list of what
  /// they depend on is.
  private static func compiled(_ library: BuildDescription.Command) -> Date? {
    guard let object = library.objects.first else { return nil }
    let folder = (object as NSString).deletingLastPathComponent
    return changed("\(folder)/\(library.moduleName).d")
  }

  /// A path as people know it: from the package's folder.
  private func named(_ path: String) -> String {
    path.hasPrefix("\(package)/") ? String(path.dropFirst(package.count + 1)) : path
  }
}
