import CLibrary
import Experiments
import HookKit
import MazeLab

/// The files that a command line is to write: each one once, and none that it also reads, however their paths are written.
struct OutputTargets {
  /// The options whose values are files to write.
  private static let options: Set<String> = [
    "--out", "--write-plan", "--bundle", "--dot", "--bytes", "--observation", "--data",
  ]

  private var outputs: [String] = []
  private var others: [String] = []

  init(_ arguments: [String]) {
    var isOutput = false
    for word in arguments {
      if isOutput {
        outputs.append(word)
        isOutput = false
      } else if Self.options.contains(word) {
        isOutput = true
      } else if let equals = word.firstIndex(of: "="), Self.options.contains(String(word[..<equals])) {
        outputs.append(String(word[word.index(after: equals)...]))
      } else {
        others.append(word)
      }
    }
  }

  /// - Parameter replacesInputs: whether the command is one that changes a file in its place.
  /// - Throws: ``OutputError/repeated(path:)``, ``OutputError/input(path:)``, all together.
  func check(replacesInputs: Bool) throws {
    var faults: [any ExplainedError] = []
    var seen: Set<String> = []
    let inputs = replacesInputs ? [] : Set(others.flatMap(Self.files).map(FileTarget.identity))
    for path in outputs.flatMap({ OutputFormat(endingOf: $0)?.paths(at: $0) ?? [$0] }) where !Self.isStream(path) {
      let identity = FileTarget.identity(path)
      if !seen.insert(identity).inserted { faults.append(OutputError.repeated(path: path)) }
      if inputs.contains(identity) { faults.append(OutputError.input(path: path)) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
  }

  /// The files that a word names, by itself or inside of a call such as `add(vector: v.npz)@SITE`.
  private static func files(in word: String) -> [String] {
    let parts = word.split { " ():,@=;[]{}\"'".contains($0) }.map(String.init)
    return ([word] + parts).filter { kind($0) == S_IFREG }
  }

  private static func isStream(_ path: String) -> Bool {
    kind(path).map { $0 != S_IFREG && $0 != S_IFDIR } ?? false
  }

  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return SystemPath.with(path) { stat($0, &status) } == 0 ? status.st_mode & S_IFMT : nil
  }
}
