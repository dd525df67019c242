import HookKit

/// A file that cannot be fetched, or is not what it should be.
package enum DownloadError: ExplainedError, Hashable {
  case noCurl(name: String, addresses: [String], path: String, wanted: String)
  case failed(name: String, reasons: [String], path: String, wanted: String)
  /// What is in its place is another file.
  case otherFile(name: String, path: String, wanted: String)
  case notFetched(name: String, command: String)
  case unknown(name: String, known: [String])
  case nothingNamed
  case digest(String)
  case unpacking(path: String, reason: String)

  package var explanation: Explanation {
    switch self {
    case .noCurl(let name, let addresses, let path, let wanted):
      Explanation(
        .notInstalled, name, "cannot be fetched: there is no curl on the PATH",
        try:
          "install it (Debian: apt-get install curl), or fetch \(addresses.joined(separator: " or ")) by other means "
          + Self.place(path, wanted))
    case .failed(let name, let reasons, let path, let wanted):
      Explanation(
        .notInstalled, name, "cannot be fetched:\n\(reasons.map { "  \($0)" }.joined(separator: "\n"))",
        try: "the same command goes on where it was cut; or fetch it by other means " + Self.place(path, wanted))
    case .otherFile(let name, let path, let wanted):
      Explanation(
        .badData, path, "is not \(name)\(wanted.isEmpty ? "" : ", which has \(wanted)")",
        try: "remove it, and fetch it again")
    case .notFetched(let name, let command):
      Explanation(.notInstalled, "model \"\(name)\"", "has not been fetched", try: "fetch it with: \(command)")
    case .unknown(let name, let known):
      .unknown(
        "model", name, among: known, in: "\"\(name)\"", problem: "is no model that hookctl knows, and no address",
        otherwise: "write one of \(known.joined(separator: ", ")), or an address with https://")
    case .nothingNamed:
      Explanation(.usage, "model fetch", "names no checkpoint", try: "write a name or an address, or --list")
    case .digest(let text):
      Explanation(.usage, "--sha256 \(text)", "is no SHA-256", try: "write 64 hexadecimal digits")
    case .unpacking(let path, let reason): Explanation(.unreadable, path, "cannot be unpacked: \(reason)")
    }
  }

  private static func place(_ path: String, _ wanted: String) -> String {
    "and put it at \(path)" + (wanted.isEmpty ? "" : " (\(wanted))")
  }
}
