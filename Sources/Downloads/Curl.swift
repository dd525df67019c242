import Foundation
import HookKit
import Terminal

/// The program `curl`, as it is found on the PATH.
struct Curl {
  let path: String

  /// Nil when there is none.
  static var installed: Curl? { InstalledProgram.path(of: "curl").map(Curl.init) }

  /// How it ended.
  struct Outcome {
    let code: Int32
    /// Its own words.
    let message: String

    var isDone: Bool { code == 0 }
    /// The transfer ended in the middle: 18 too little came, 28 nothing came for long, 56 and 92 the connection was lost.
    var isCut: Bool { [18, 28, 56, 92].contains(code) }
    /// 33 and 36 no transfer from the middle, 22 an error of HTTP, of which "416 Range Not Satisfiable" says the same.
    var cannotResume: Bool { [33, 36].contains(code) || code == 22 && message.hasSuffix("416") }
  }

  /// Fetches a file, after what is there already.
  ///
  /// - Parameter limit: the most bytes that may come.
  func fetch(_ address: String, into path: String, limit: Int, _ console: Console) throws -> Outcome {
    var start = StartedProgram.Start(
      self.path,
      [
        "--fail", "--location", "--proto", "=http,https", "--connect-timeout", "20", "--speed-limit", "1",
        "--speed-time", "60", "--max-filesize", "\(limit)", "--continue-at", "-", "--output", path, "--show-error",
        console.showsProgress ? "--progress-bar" : "--silent", "--url", address,
      ])
    if console.showsProgress { start.errors = STDERR_FILENO }
    var output: [UInt8] = []
    let code = try StartedProgram.run(start, mergingErrors: !console.showsProgress) { output += $0 }
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    // Advice may follow.
    let message = lines.first { $0.hasPrefix("curl: (") } ?? lines.last
    return Outcome(code: code, message: message.map(String.init) ?? "curl ended with \(code)")
  }
}
