import Foundation
import Essentials

/// A module of C that HookKit's modules import: its module map, and the folder of its headers.
struct HeaderModule {
  let name: String
  private let map: String
  private let headers: String

  /// - Parameters:
  ///   - map: the path of the module map. The package manager writes those of C targets itself, into `NAME.build`,
  ///     with the whole path of the headers; others lie beside their headers.
  ///   - folders: the folders of headers that the compiler is told of.
  init(map: String, folders: [String]) throws {
    self.map = map
    let folder = (map as NSString).deletingLastPathComponent
    let last = FileSystem.name(of: folder)
    if last.hasSuffix(".build") {
      let text = try Self.text(map)
      guard let headers = folders.first(where: { text.contains("\"\($0)") }) else {
        throw PrebuiltProblem.notBuilt("\(map) names no folder of headers")
      }
      (name, self.headers) = (String(last.dropLast(".build".count)), headers)
    } else {
      // As in Sources/CYaml/include.
      name = last == "include" ? FileSystem.name(of: (folder as NSString).deletingLastPathComponent) : last
      headers = folder
    }
  }

  /// The folder of its headers, for what else is said of them.
  var folder: String { headers }

  /// Copies headers and module map into a folder of its name, in which the map names nothing outside.
  func copy(into target: String) throws {
    let folder = "\(target)/\(name)"
    try FileCopy.copy(headers, to: folder)
    let text = try Self.text(map).replacing("\"\(headers)\"", with: "\".\"").replacing("\(headers)/", with: "")
    try FileOutput.write(Array(text.utf8), to: "\(folder)/module.modulemap")
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try FileInput.read(path), as: UTF8.self)
  }
}
