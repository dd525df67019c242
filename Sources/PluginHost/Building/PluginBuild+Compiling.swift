import Foundation
import Essentials

extension PluginBuild {
  /// Runs the package manager.
  ///
  /// - Throws: ``PluginError/doesNotBuild(packages:)`` after the compiler's messages were reported.
  func build(_ parts: [HostPackage.Part]) throws {
    var outcome = try attempt(["--disable-automatic-resolution"])
    // Plugins may need packages that HookKit does not. Only where nothing was compiled could that be the reason.
    if !outcome.succeeded, !outcome.lines.contains(where: Self.isDiagnostic) { outcome = try attempt([]) }
    guard !outcome.succeeded else { return }
    throw failure(outcome.lines, parts)
  }

  /// What to throw after the compiler has failed. Its messages are reported, but for those about files that were
  /// written here.
  func failure(_ lines: [String], _ parts: [HostPackage.Part]) -> PluginError {
    for (number, part) in parts.enumerated() {
      let file = "\(HostPackage.program)/\(HostPackage.file(number))"
      let says = lines.filter { $0.contains(file) && $0.contains("error:") }
      if says.contains(where: { $0.contains("cannot find 'Plugin' in scope") || $0.contains("inaccessible") }) {
        return .noPluginType(package: part.manifest.name, module: part.manifest.module)
      }
    }
    report(.note(Self.messages(lines)))
    return .doesNotBuild(packages: parts.map(\.manifest.name))
  }

  private func attempt(_ options: [String]) throws -> Toolchain.Outcome {
    let names = folders.map(\.name).joined(separator: ", ")
    report(.step("building \(names)"))
    return try toolchain.run(
      [
        "build", "-c", "release", "--package-path", cache.host, "--scratch-path", cache.scratch, "--product",
        HostPackage.program,
      ] + options,
      in: cache.host, package: package
    ) { line in
      if let match = line.prefixMatch(of: /\[(\d+\/\d+)\] (\w+)( \w+)?/) {
        report(.progress("building \(names): \(match.1) \(match.2)\(match.3 ?? "")"))
      }
    }
  }

  /// Whether a line is the compiler's own message: `/path/File.swift:3:14: error: ...`.
  package static func isDiagnostic(_ line: String) -> Bool {
    line.firstMatch(of: /\.swift:\d+:\d+: error:/) != nil
  }

  /// What to show of a failed build: everything but its progress, and every message once.
  package static func messages(_ lines: [String]) -> String {
    var seen: Set<String> = []
    let shown = lines.filter { line in
      if line.prefixMatch(of: /\[\d+\/\d+\]/) != nil || line.hasPrefix("Building for ") { return false }
      // The same message comes for every file of a module; what it quotes of the source belongs to it.
      return !isDiagnostic(line) || seen.insert(line).inserted
    }
    return shown.joined(separator: "\n").trimmingCharacters(in: .newlines)
  }

  /// A program that was built, before it is copied.
  struct Built {
    let program: String
    /// What it reads while it runs: where it is, and its path beside the program.
    let resources: [(source: String, path: String)]
    /// What it was built from besides the plugins and HookKit's sources.
    let furtherInputs: [String]
  }

  /// Builds by the package manager, everything from sources.
  func builtFromSources(_ parts: [HostPackage.Part]) throws -> Built {
    try build(parts)
    try keepPins()
    let products = "\(cache.scratch)/release"
    // Resources of packages, and libraries that are linked when the program starts.
    let beside = (FileSystem.names(in: products) ?? []).filter { file in
      [".resources", ".bundle", ".so"].contains(where: file.hasSuffix)
    }
    return Built(
      program: "\(products)/\(HostPackage.program)", resources: beside.map { ("\(products)/\($0)", $0) },
      furtherInputs: try furtherInputs(parts))
  }

  /// Copies the program and what it reads at run time into a new folder of its set.
  ///
  /// - Returns: the folder's name.
  func copyProgram(_ built: Built, to set: HostSet) throws -> String {
    let name = "\(Int(Date().timeIntervalSince1970))-\(UInt32.random(in: 0...UInt32.max))"
    let staging = "\(set.folder)/.\(name)"
    try HostCache.makeFolder(staging)
    do {
      try FileCopy.copy(built.program, to: "\(staging)/hookctl")
      for (source, path) in built.resources { try FileCopy.copy(source, to: "\(staging)/\(path)") }
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: "\(staging)/hookctl")
      for file in HostSet.files(of: ".\(name)", in: set.folder) {
        try FileSync.file(file)
      }
      try FileManager.default.moveItem(atPath: staging, toPath: "\(set.folder)/\(name)")
      FileSync.folder(set.folder)
    } catch {
      try? FileManager.default.removeItem(atPath: staging)
      throw PluginError.cache(path: set.folder, reason: FileSystem.reason(error))
    }
    return name
  }
}
