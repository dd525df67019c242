import CLibrary
import Essentials

/// One call of the compiler, which is left out when it would make what is there already.
struct CompilerStep {
  let arguments: [String]
  /// What it makes.
  let output: String
  /// What it reads, as texts that change with it.
  let inputs: [String]

  /// Runs it unless the output is that of the same arguments and inputs.
  ///
  /// - Parameter run: calls the compiler, and throws when it fails.
  /// - Returns: whether it ran.
  func perform(_ run: ([String]) throws -> Void) throws {
    let key = SHA256.hexDigest(of: Array((arguments + inputs).joined(separator: "\0").utf8))
    let path = "\(output).key"
    if let bytes = try? FileInput.read(path), bytes == Array(key.utf8), FileSystem.isFile(output) { return }
    // An output that is half written must not count.
    unlink(path)
    try run(arguments)
    try FileOutput.write(Array(key.utf8), to: path)
  }

  /// A text that changes with a file.
  static func stamp(_ path: String) -> String { "\(path) \(FileSystem.stamp(path) ?? "missing")" }

  /// A text that changes with the contents of a file only.
  static func contents(_ path: String) -> String {
    let bytes = try? FileInput.read(path)
    return "\(path) \(bytes.map(SHA256.hexDigest) ?? "missing")"
  }
}
