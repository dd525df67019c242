import CLibrary
import Essentials

/// Standard output for data, standard error for messages; only this prints.
public struct Console: Sendable {
  /// Whether standard output is a terminal, so that colour is welcome.
  public let isTerminal: Bool
  /// Whether standard error is a terminal, so that progress is welcome.
  public let showsProgress: Bool
  /// Whether to print in colour: on a terminal, unless `NO_COLOR` is set or the terminal is dumb.
  public let usesColor: Bool
  /// Whether only ASCII can be shown: the locale says so.
  public let isASCII: Bool
  /// The number of columns: `COLUMNS`, else that of the terminal, else 80.
  public let width: Int
  /// Shows what is being done.
  private let line: ProgressLine

  package init(isTerminal: Bool, showsProgress: Bool, usesColor: Bool, isASCII: Bool, width: Int) {
    (self.isTerminal, self.showsProgress, self.usesColor) = (isTerminal, showsProgress, usesColor)
    (self.isASCII, self.width) = (isASCII, width)
    let style =
      showsProgress ? ProgressLine.Style(isTerminal: true, isASCII: isASCII, width: width) : ProgressLine.Style.log
    line = ProgressLine(style) { try? Self.write($0, to: STDERR_FILENO) }
  }

  /// The console of this process.
  public static var standard: Console {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let isPlain = environment("NO_COLOR") != nil || environment("TERM") == "dumb"
    let locale = environment("LC_ALL") ?? environment("LC_CTYPE") ?? environment("LANG")
    return Console(
      isTerminal: isTerminal, showsProgress: isatty(STDERR_FILENO) == 1, usesColor: isTerminal && !isPlain,
      isASCII: locale == "C" || locale == "POSIX", width: columns)
  }

  private static var columns: Int {
    if let columns = environment("COLUMNS").flatMap(Int.init), columns > 0 { return columns }
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Prints data, with a line feed unless it ends in one. Control characters become visible, but for colours.
  ///
  /// - Parameter text: made when it is printed: tables and prose fit a terminal then, see ``TextWidth``.
  /// - Throws: `FileError` when standard output cannot be written, on a full disk for example.
  public func print(_ text: @autoclosure () throws -> String) throws {
    let made = try TextWidth.$current.withValue(isTerminal ? width : nil) { try text() }
    let shown = usesColor ? PrintableText.colored(made) : PrintableText.lines(made)
    line.clear()
    try Self.write(shown.hasSuffix("\n") ? shown : shown + "\n", to: STDOUT_FILENO)
  }

  /// Prints a message for people. A standard error that is closed is nothing to fail for.
  public func note(_ text: String) {
    line.clear()
    try? Self.write(PrintableText.lines(text) + "\n", to: STDERR_FILENO)
  }

  /// Says what is being done; the next report takes the place of it, until ``endProgress()``.
  public func progress(_ report: ProgressReport) { line.take(report) }

  /// Says what is being done.
  public func progress(_ label: String) { progress(ProgressReport(label)) }

  /// Takes reports of how many rows a run has computed, for `RunOptions.progress`.
  package func rows(_ label: String) -> @Sendable (_ done: Int, _ total: Int) -> Void {
    { progress(ProgressReport(label, $0, of: $1)) }
  }

  /// The work is over; takes the last report away.
  public func endProgress() { line.end() }

  private static func write(_ text: String, to descriptor: Int32) throws {
    var text = SystemPath.shown(text)
    try text.withUTF8 { buffer in
      var rest = UnsafeRawBufferPointer(buffer)[...]
      while !rest.isEmpty {
        let count = writeBytes(descriptor, UnsafeRawBufferPointer(rebasing: rest))
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else {
          throw FileError.cannotWrite(path: "standard output", reason: FileInput.systemMessage(errno))
        }
        rest = rest.dropFirst(count)
      }
    }
  }
}

/// The system's `write`, which `Console.write` would otherwise hide.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

extension Console {
  /// Says which files are there, once they are.
  package func noteWritten(_ files: [FileOutput.Contents]) { noteWritten(files.map(\.path)) }

  /// Says which files are there, once they are.
  package func noteWritten(_ paths: [String]) { if !paths.isEmpty { noteWritten(paths.joined(separator: ", ")) } }

  /// Says what is there once the files of the command are in their places; nothing if they never are.
  package func noteWritten(_ what: String) {
    FileOutput.atEnd { isDelivered in if isDelivered { note("wrote \(what)") } }
  }
}
