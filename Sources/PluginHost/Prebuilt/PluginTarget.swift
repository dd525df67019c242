import Essentials

/// A target of a plugin's package that the compiler can be called for directly.
package struct PluginTarget {
  package let name: String
  /// The folder of its package, and the package's name.
  let folder: String
  let package: String
  package let sources: [String]
  /// For `-swift-version`.
  package let language: String
  let isTest: Bool
  /// The targets that it imports, by their ``id``.
  let needs: [String]

  /// What tells it from targets of other packages.
  var id: String { Self.id(name, in: folder) }

  static func id(_ name: String, in folder: String) -> String { "\(folder)\n\(name)" }

  var module: String { Self.module(name) }

  static func module(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" })
  }

  /// Endings of sources that are no Swift.
  private static let foreign: Set = ["c", "cc", "cpp", "cxx", "m", "mm", "s", "S", "asm", "metal", "xcassets"]

  /// - Throws: ``PrebuiltProblem/beyond(package:_:)`` for a target that only the package manager can build.
  init(_ target: PackageDump.Target, of dump: PackageDump, in folder: String, needs: [String]) throws {
    func beyond(_ what: String) -> PrebuiltProblem { .beyond(package: dump.name, what) }
    guard let name = target.name, ["regular", "test"].contains(target.type) else {
      throw beyond("a target of type \(target.type)")
    }
    for (list, what) in [
      (target.resources, "resources"), (target.settings, "settings of the compiler"),
      (target.pluginUsages, "plugins of the package manager"),
    ] where list?.isEmpty == false {
      throw beyond(what)
    }
    guard target.sources == nil else { throw beyond("a list of sources") }
    isTest = target.type == "test"
    let usual = (isTest ? ["Tests"] : []) + ["Sources", "Source", "src", "srcs"]
    let candidates = target.path.map { [$0] } ?? usual.map { "\($0)/\(name)" }
    let paths = candidates.map { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" }
    guard let root = paths.first(where: FileSystem.isFolder) else {
      throw beyond("no folder for target \(name)")
    }
    var sources: [String] = []
    try SourceTree.visit(root, excluding: Set((target.exclude ?? []).map { "\(root)/\($0)" })) { path in
      let ending = FileSystem.name(of: path).split(separator: ".").last.map(String.init) ?? ""
      guard !Self.foreign.contains(ending) else { throw beyond("sources that are no Swift") }
      if ending == "swift" { sources.append(path) }
    }
    guard !sources.isEmpty else { throw beyond("no sources in target \(name)") }
    (self.name, self.folder, self.package, self.needs) = (name, folder, dump.name, needs)
    (self.sources, language) = (sources, dump.language)
  }
}
