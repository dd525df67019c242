import Foundation
import Essentials

/// What a build says while it goes on.
public enum PluginReport: Sendable {
  /// What is being done now.
  case progress(String)
  /// What takes a while from now on: to be seen also where progress is not shown.
  case step(String)
  /// What somebody should read: the compiler's messages, for example.
  case note(String)
}

/// One build of a set of plugins, under the lock.
package struct PluginBuild {
  let folders: [PluginFolder]
  /// The folder of HookKit's package.
  let package: String
  let toolchain: Toolchain
  let cache: HostCache
  /// The folders of products that may hold a HookKit that is built.
  let products: [String]
  let report: (PluginReport) -> Void

  /// Builds the program, copies it into the folder of its set, and remembers from what it was built.
  func run() throws -> HostSet.Record {
    let began = Date()
    let parts = try folders.map { folder in
      report(.progress("reading \(folder.name)"))
      return try part(folder)
    }
    try checkFolders(parts)
    // Before the build: what is edited while it runs must be seen as changed afterwards.
    let known = Self.ownInputs(package) + parts.flatMap(\.manifest.inputs)
    let before = Self.fingerprint(known)
    try write(HostPackage(package: package, parts: parts))
    let built = try compiled(parts)
    let others = built.furtherInputs
    let set = cache.set(folders)
    let previous = set.record?.program
    let name = try copyProgram(built, to: set)
    // A package that only the build has shown was edited meanwhile: then nothing is remembered as up to date.
    let isSettled = Self.newest(others) < began && Self.fingerprint(known) == before
    let files = HostSet.files(of: name, in: set.folder)
    let record = HostSet.Record(
      format: HostSet.Record.currentFormat, program: name, digest: try HostSet.digest(files),
      stamp: HostSet.stamp(files), inputs: known + others,
      fingerprint: isSettled ? Self.fingerprint(known + others) : "edited while it was built",
      toolchain: toolchain.identity, packages: parts.map(\.manifest.name))
    try set.write(record)
    set.removePrograms(but: [name, previous ?? name])
    return record
  }

  /// A plugin's package with the digest of its sources.
  func part(_ folder: PluginFolder) throws -> HostPackage.Part {
    let manifest = try manifest(of: folder.path)
    return HostPackage.Part(path: folder.path, manifest: manifest, sha256: try digest(of: folder.path, manifest))
  }

  /// The digest of a package's sources and of those of the packages that it depends on by path, but for HookKit's.
  private func digest(of folder: String, _ manifest: PluginManifest) throws -> String {
    let own = try SourceDigest.of(manifest.inputs, in: folder)
    let others = manifest.dependencies.filter { $0.key != "hookkit" && FileSystem.realPath($0.value) != package }
    guard !others.isEmpty else { return own }
    let lines = try others.sorted { $0.key < $1.key }.map { name, path in
      "\(name) \(try digest(of: path, self.manifest(of: path)))"
    }
    return SHA256.hexDigest(of: Array(([own] + lines).joined(separator: "\n").utf8))
  }

  func manifest(of folder: String) throws -> PluginManifest {
    try PluginManifest(of: folder, toolchain: toolchain, scratch: cache.questions, package: package)
  }

  /// The fingerprint of files and folders.
  static func fingerprint(_ inputs: [String]) -> String {
    var fingerprint = Fingerprint()
    for path in inputs { fingerprint.add(path: path) }
    return fingerprint.digest
  }

  /// What is read of HookKit's own package.
  private static func ownInputs(_ package: String) -> [String] {
    ["Package.swift", "Package.resolved", "Sources"].map { "\(package)/\($0)" }
  }

  /// The names of folders must tell packages apart, and there must be one HookKit.
  private func checkFolders(_ parts: [HostPackage.Part]) throws {
    var faults: [any ExplainedError] = []
    let reserved = [FileSystem.name(of: package), HostPackage.name].map { $0.lowercased() }
    for (folder, part) in zip(folders, parts) {
      if reserved.contains(folder.name.lowercased()) {
        faults.append(PluginError.reservedFolderName(path: folder.path))
      }
      if let other = part.manifest.dependencies["hookkit"], FileSystem.realPath(other) != package {
        faults.append(PluginError.anotherHookKit(package: part.manifest.name, path: other, ours: package))
      }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
  }

  /// Writes the package around the plugins. Files that are as they should be stay untouched, and need no compiling.
  private func write(_ host: HostPackage) throws {
    let sources = "\(cache.host)/Sources/\(HostPackage.program)"
    try HostCache.makeFolder(sources)
    do {
      for (path, text) in host.files {
        let path = "\(cache.host)/\(path)"
        if (try? FileInput.read(path)) != Array(text.utf8) {
          try FileOutput.write(Array(text.utf8), to: path)
        }
      }
      for name in FileSystem.names(in: sources) ?? []
      where host.files["Sources/\(HostPackage.program)/\(name)"] == nil {
        try FileManager.default.removeItem(atPath: "\(sources)/\(name)")
      }
      try seedPins()
    } catch let error as FileError {
      throw PluginError.cache(path: cache.host, reason: error.explanation.problem)
    }
  }

  /// Puts versions of further packages into place: those that the set was built with last, or else those of HookKit.
  /// No network is needed for versions that were fetched before.
  private func seedPins() throws {
    let set = cache.set(folders)
    let ours = try? FileInput.read("\(package)/Package.resolved")
    let isSame = (try? FileInput.read(set.seedPath)) == ours
    let pins = isSame ? (try? FileInput.read(set.pinsPath)) ?? ours : ours
    if let pins { try FileOutput.write(pins, to: "\(cache.host)/Package.resolved") }
  }

  /// Remembers the versions that the set was built with.
  func keepPins() throws {
    let set = cache.set(folders)
    guard let ours = try? FileInput.read("\(package)/Package.resolved"),
      let pins = try? FileInput.read("\(cache.host)/Package.resolved")
    else { return }
    // The first build of a set is before anything else of it.
    try HostCache.makeFolder(set.folder)
    try FileOutput.write([
      FileOutput.Contents(ours, for: set.seedPath), FileOutput.Contents(pins, for: set.pinsPath),
    ])
  }

  /// The folders of further packages that the set depends on by path, with their inputs.
  func furtherInputs(_ parts: [HostPackage.Part]) throws -> [String] {
    let known = Set(parts.map(\.path) + [package])
    return try WorkspaceState.folders(in: cache.scratch).filter { !known.contains($0) }.flatMap { folder in
      // A package without a library of its name is none that we link; all of its folder counts then.
      (try? manifest(of: folder))?.inputs ?? [folder]
    }
  }

  /// When the newest of the files was changed.
  private static func newest(_ inputs: [String]) -> Date {
    inputs.flatMap { path -> [String] in
      guard FileSystem.isFolder(path) else { return [path] }
      let inside = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      return inside.map { "\(path)/\($0)" }
    }.compactMap { path in
      (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }.max() ?? .distantPast
  }
}
