/// The words of this process's command line, whatever bytes are in them.
package enum CommandWords {
  /// All but the program's name, as ``SystemPath`` writes them: `CommandLine.arguments` puts U+FFFD for what is no UTF-8, and
  /// files would be read and written under other names than were given.
  package static var current: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { word in SystemPath.text(bytes(word)) }
    }
  }

  private static func bytes(_ word: UnsafeMutablePointer<CChar>) -> [UInt8] {
    var bytes: [UInt8] = []
    while case let byte = UInt8(bitPattern: word[bytes.count]), byte != 0 { bytes.append(byte) }
    return bytes
  }
}
