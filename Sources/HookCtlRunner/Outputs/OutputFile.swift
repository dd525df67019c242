import Experiments
import Foundation
import HookKit
import ImpalaModel
import MazeLab

/// A file to be written, whose name says what kind it is, or a folder for everything.
struct OutputFile {
  let path: String
  let format: OutputFormat
  /// Whether it is a folder that was not there before.
  private var isNewFolder = false

  /// Finds the formats of paths, and checks that files can be written there.
  ///
  /// - Parameters:
  ///   - paths: as they were given.
  ///   - allowed: what the command writes.
  ///   - usual: what a file is whose name does not say it; nil where names must.
  ///   - hasSeveralPictures: whether a file of one picture cannot hold what will be found.
  /// - Throws: every fault of every path together: ``OutputError``, `FileError`.
  static func checked(
    _ paths: [String], _ allowed: [OutputFormat], usual: OutputFormat? = nil, hasSeveralPictures: Bool = false
  ) throws -> [OutputFile] {
    var faults: [any ExplainedError] = []
    var files: [OutputFile] = []
    for path in paths {
      do {
        let file = try OutputFile(checking: path, allowed, usual: usual)
        for path in file.paths where files.contains(where: { $0.isWritten(at: path) }) {
          throw OutputError.repeated(path: path)
        }
        if hasSeveralPictures, file.format.isPicture { throw OutputError.severalPictures(path: path) }
        files.append(file)
      } catch let error as any ExplainedError { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return files
  }

  /// A path is a folder's, for commands that fill one, when it ends in a slash, or in no ending of a file: is a folder
  /// already, or has no ending at all.
  ///
  /// - Throws: ``OutputError/unknownExtension(path:known:)``, `FileError` where nothing can be written.
  init(checking path: String, _ allowed: [OutputFormat], usual: OutputFormat? = nil) throws {
    if allowed.contains(.folder), let folder = Self.folder(path) {
      try SystemPath.checkIsText(path)
      (self.path, format, isNewFolder) = (folder, .folder, !FileSystem.isFolder(path))
      // The folder itself beside its siblings, or a file that could be written into it.
      try FileOutput.check(isNewFolder ? folder : "\(folder)/findings.json")
      return
    }
    guard let format = Self.format(of: path, usual: usual), allowed.contains(format) else {
      throw OutputError.unknownExtension(path: path, known: allowed.filter { $0 != .folder }.map(\.rawValue))
    }
    (self.path, self.format) = (path, format)
    for path in paths { try FileOutput.check(path) }
  }

  /// What a name stands for; nil for an ending of something else.
  static func format(of path: String, usual: OutputFormat?) -> OutputFormat? {
    OutputFormat(endingOf: path)
      ?? usual.flatMap { FileExtension.of(path).map(otherEndings.contains) ?? false ? nil : $0 }
  }

  /// Checks a file that is of one kind whatever its name, which may have any ending but that of another kind.
  ///
  /// - Throws: ``OutputError/unknownExtension(path:known:)``, `FileError` where nothing can be written.
  static func check(_ path: String, isOf endings: String...) throws {
    let isKnown = OutputFormat(endingOf: path) != nil
    if let ending = FileExtension.of(path), isKnown || otherEndings.contains(ending), !endings.contains(ending) {
      throw OutputError.unknownExtension(path: path, known: endings)
    }
    try FileOutput.check(path)
  }

  /// How files end that are read or written here, besides those of an `OutputFormat`.
  private static let otherEndings = Set(
    Checkpoint.fileExtensions + ["bundle", "dot", "onnx", "pickle", "pkl", "pt2", "yaml", "yml"])

  /// The folder that a path means, without a slash at its end; nil where it means a file.
  static func folder(_ path: String) -> String? {
    let (exists, endsInSlash) = (FileSystem.isFolder(path), path.hasSuffix("/"))
    guard endsInSlash || OutputFormat(endingOf: path) == nil else { return nil }
    let isOther = !exists && FileSystem.exists(path)
    guard exists || endsInSlash || (FileExtension.of(path) == nil && !path.isEmpty && !isOther) else { return nil }
    return endsInSlash && path.count > 1 ? String(path.dropLast()) : path
  }

  /// The contents of what a report is written as; makes the folder that they go into.
  func contents(of report: any Report) throws -> [FileOutput.Contents] {
    let contents = try report.contents(format, at: path)
    guard format == .folder else { return contents }
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw FileError.cannotWrite(path: path, reason: "the folder cannot be made")
    }
    // One that was made for what then could not be written goes again; what is not empty stays.
    FileOutput.atEnd { [self] isDelivered in if !isDelivered, isNewFolder { rmdir(path) } }
    return contents
  }

  /// All that is written for it.
  var paths: [String] { format.paths(at: path) }

  private func isWritten(at path: String) -> Bool {
    let identity = FileTarget.identity(path)
    return paths.contains { FileTarget.identity($0) == identity }
  }
}

extension OutputFormat {
  /// All that is written for a file of this format: one of JSON Lines has its recipe beside it.
  func paths(at path: String) -> [String] { self == .jsonl ? [path, Recipe.path(beside: path)] : [path] }
}

/// Output that cannot be written as asked.
enum OutputError: ExplainedError, Equatable {
  case unknownExtension(path: String, known: [String])
  case repeated(path: String)
  case severalPictures(path: String)
  case input(path: String)
  case missing(String)

  var explanation: Explanation {
    switch self {
    case .unknownExtension(let path, let known):
      Explanation(
        .usage, path.isEmpty ? "an empty path" : path,
        FileExtension.of(path).map { "this command does not write .\($0) files" }
          ?? "the name has no extension",
        try: "use \(known.map { ".\($0)" }.listed)")
    case .repeated(let path):
      Explanation(.usage, path, "is to be written twice", try: "name it once")
    case .severalPictures(let path):
      Explanation(
        .usage, path, "this command draws several pictures, and a file holds one",
        try: "write a folder, which has them all, or an .html page")
    case .input(let path):
      Explanation(.usage, path, "is read by this command, and would be replaced", try: "choose another name")
    case .missing(let what):
      Explanation(.usage, "no output", "this command needs somewhere to write", try: what)
    }
  }
}

extension [String] {
  /// `a, b or c`.
  var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " or " + last
  }
}
