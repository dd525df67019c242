import Essentials

/// The package manager's answers about manifests, kept while what they were made from stays as it is.
struct ManifestCache {
  private let folder: String

  /// - Parameter scratch: the folder of the package manager's own files for these questions.
  init(_ scratch: String) { folder = "\(scratch)/manifests" }

  /// The answer for a package's folder, which is asked for when need be.
  func text(
    of package: String, toolchain: Toolchain, package hookKit: String, ask: () throws -> String
  ) throws
    -> String
  {
    guard let key = key(package, toolchain, hookKit) else { return try ask() }
    let path = "\(folder)/\(key).json"
    if let bytes = try? FileInput.read(path) { return String(decoding: bytes, as: UTF8.self) }
    let text = try ask()
    // What cannot be kept is asked for again.
    try? HostCache.makeFolder(folder)
    try? FileOutput.write(Array(text.utf8), to: path)
    return text
  }

  /// What an answer depends on: the manifest's text in all its versions, where it is, the toolchain, and the
  /// environment variables that the text names. Nil for a manifest that may look at other files.
  private func key(_ package: String, _ toolchain: Toolchain, _ hookKit: String) -> String? {
    var parts = [package, hookKit, toolchain.identity]
    for name in FileSystem.names(in: package) ?? []
    where name.hasPrefix("Package") && name.hasSuffix(".swift") {
      guard let bytes = try? FileInput.read("\(package)/\(name)") else { return nil }
      let text = String(decoding: bytes, as: UTF8.self)
      guard !text.contains("import Foundation"), !text.contains("Glibc"), !text.contains("Darwin") else {
        return nil
      }
      parts += [name, text]
      for (variable, value) in toolchain.environment.variables.sorted(by: { $0.key < $1.key })
      where text.contains("\"\(variable)\"") {
        parts += [variable, value]
      }
    }
    return SHA256.hexDigest(of: Array(parts.joined(separator: "\0").utf8))
  }
}
