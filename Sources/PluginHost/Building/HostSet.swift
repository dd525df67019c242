import CLibrary
import Foundation
import Essentials

/// A set of plugins with its finished program.
struct HostSet: Sendable {
  let folder: String

  /// What is remembered of a finished program.
  struct Record: Codable, Equatable {
    /// Changes when what is written here or built does.
    static let currentFormat = 2
    let format: Int
    /// The name of the program's folder.
    let program: String
    /// The program's SHA-256, with that of the libraries beside it.
    let digest: String
    /// The stamps of these files when the digest was made.
    let stamp: String
    /// The files and folders it was built from.
    let inputs: [String]
    /// Their fingerprint.
    let fingerprint: String
    /// The toolchain that built it.
    let toolchain: String
    /// The names of the packages.
    let packages: [String]
  }

  private var recordPath: String { "\(folder)/record.json" }
  /// The versions of further packages that the set was built with.
  var pinsPath: String { "\(folder)/pins.json" }
  /// The versions of HookKit's own packages at that time.
  var seedPath: String { "\(folder)/pins-of-hookkit.json" }

  /// The program's path.
  func program(_ record: Record) -> String { "\(folder)/\(record.program)/hookctl" }

  /// What was built last; nil when nothing was, or by another version of hookctl.
  var record: Record? {
    guard let bytes = try? FileInput.read(recordPath),
      let record = try? JSONDecoder().decode(Record.self, from: Data(bytes)),
      record.format == Record.currentFormat
    else { return nil }
    return record
  }

  /// Remembers what was built; only then is it used.
  func write(_ record: Record) throws {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
      try FileOutput.write(Array(try encoder.encode(record)), to: recordPath)
      chmod(recordPath, 0o600)
    } catch let error as FileError {
      throw PluginError.cache(path: recordPath, reason: error.explanation.problem)
    }
  }

  /// Whether a program is still what was built, and nobody else may change it.
  ///
  /// Files whose size, times and number are the same need not be read again.
  func isIntact(_ record: Record) -> Bool {
    let files = Self.files(of: record.program, in: folder)
    guard ([folder, "\(folder)/\(record.program)", recordPath] + files).allSatisfy(FileSystem.isOwn) else {
      return false
    }
    return Self.stamp(files) == record.stamp || (try? Self.digest(files)) == record.digest
  }

  /// What is started or loaded of a program: itself, and the libraries beside it.
  static func files(of program: String, in folder: String) -> [String] {
    let names = (FileSystem.names(in: "\(folder)/\(program)") ?? []).filter { $0.hasSuffix(".so") }
    return (["hookctl"] + names).map { "\(folder)/\(program)/\($0)" }
  }

  static func stamp(_ files: [String]) -> String {
    files.map { FileSystem.stamp($0) ?? "missing" }.joined(separator: "\n")
  }

  static func digest(_ files: [String]) throws -> String {
    let digests = try files.map { SHA256.hexDigest(of: try FileInput.read($0)) }
    return digests.count == 1 ? digests[0] : SHA256.hexDigest(of: Array(digests.joined().utf8))
  }

  /// Removes programs but for these: the one now, and the one before, which somebody may be about to start.
  func removePrograms(but kept: [String]) {
    for name in FileSystem.names(in: folder) ?? []
    where FileSystem.isFolder("\(folder)/\(name)") && !kept.contains(name) {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }
}
