import Experiments
import Foundation
import HookKit

/// Where findings go: a file, or a folder for everything.
struct FindingsOutput {
  let path: String
  /// The kind of file; nil for a folder.
  private let format: FindingsFormat?

  /// Whether it is a folder that was not there before.
  private let isNew: Bool

  var isFolder: Bool { format == nil }

  /// Whether it holds one picture and nothing else.
  private var isPicture: Bool { [.svg, .png, .pdf].contains(format) }

  /// A path is a folder's when it is one, ends in a slash, or has no extension.
  ///
  /// - Throws: `FileError` where nothing can be written, ``OutputError`` for an unknown extension.
  init(_ path: String) throws {
    try SystemPath.checkIsText(path)
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let ending = FileExtension.of(path)
    let given = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    if exists ? isFolder.boolValue : path.hasSuffix("/") || (ending == nil && !path.isEmpty) {
      (self.path, format, isNew) = (given, nil, !exists)
      // A file that could be written into it, or the folder itself beside its siblings.
      try FileOutput.check(exists ? "\(given)/findings.json" : given)
      return
    }
    guard let format = ending.flatMap(FindingsFormat.init(rawValue:)) else {
      throw OutputError.unknownExtension(
        path: path, known: FindingsFormat.allCases.map(\.rawValue))
    }
    try FileOutput.check(path)
    (self.path, self.format, isNew) = (path, format, false)
  }

  /// Several outputs; all their faults together.
  ///
  /// - Parameter hasSeveralPictures: whether a file of one picture cannot hold what will be found.
  static func checked(_ paths: [String], hasSeveralPictures: Bool = false) throws -> [FindingsOutput] {
    var faults: [any ExplainedError] = []
    var outputs: [FindingsOutput] = []
    for path in paths {
      do {
        let output = try FindingsOutput(path)
        if outputs.contains(where: { $0.path == output.path }) { throw OutputError.repeated(path: path) }
        if hasSeveralPictures, output.isPicture { throw OutputError.severalPictures(path: path) }
        outputs.append(output)
      } catch let error as any ExplainedError { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return outputs
  }

  /// The files to write for some findings.
  func files(for findings: Findings) throws -> [FileOutput.Contents] {
    guard let format else {
      let files = try findings.files(inFolder: path)
      do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      } catch {
        throw FileError.cannotWrite(path: path, reason: "the folder cannot be made")
      }
      FileOutput.atEnd { isDelivered in if !isDelivered { discardFolder() } }
      return files
    }
    return try findings.files(format, at: path)
  }

  /// Takes away a folder that was made for findings which then could not be written.
  private func discardFolder() {
    // What is not empty stays.
    if isNew { rmdir(path) }
  }
}
