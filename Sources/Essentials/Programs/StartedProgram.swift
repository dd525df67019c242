import CLibrary
import CPrograms

/// A program that this one has started. It ends when this one does, killed or not, with whatever came of it.
///
/// No thread is needed for it, and no more files than the caller opens.
package struct StartedProgram: Sendable {
  /// How a program is started.
  package struct Start {
    /// Its path.
    package var path: String
    package var arguments: [String]
    /// Its environment; by default ours.
    package var environment: [String: String]?
    /// Where it runs; by default here.
    package var folder: String?
    /// Its standard streams; nothing by default.
    package var input, output, errors: Int32?

    package init(_ path: String, _ arguments: [String]) { (self.path, self.arguments) = (path, arguments) }
  }

  private let identifier: Int32

  /// Starts a program without waiting.
  ///
  /// - Throws: ``SystemLimit/program(_:reason:)`` where the system starts none.
  package init(_ start: Start) throws {
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    guard nothing >= 0 else { throw SystemLimit.program(start.path, reason: FileInput.systemMessage(errno)) }
    defer { close(nothing) }
    let variables = start.environment.map { $0.map { "\($0)=\($1)" } }
    identifier = Self.withPointers([start.path] + start.arguments) { arguments in
      Self.withPointers(variables ?? []) { given in
        start.path.withCString { path in
          Self.withOptional(start.folder) { folder in
            var program = hk_program(
              path: path, arguments: arguments, environment: variables == nil ? nil : given,
              folder: folder, input: start.input ?? nothing, output: start.output ?? nothing,
              errors: start.errors ?? nothing)
            return hk_program_start(&program)
          }
        }
      }
    }
    if identifier < 0 { throw SystemLimit.program(start.path, reason: FileInput.systemMessage(-identifier)) }
  }

  /// Waits for its end: the exit code, or minus the signal that ended it.
  package func wait() -> Int32 { hk_program_wait(identifier) }

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - seconds: when it is ended, for programs that only answer a question; by default never.
  ///   - take: called with what it writes to standard output, piece by piece.
  package static func run(
    _ start: Start, mergingErrors: Bool = false, seconds: Int? = nil, _ take: ([UInt8]) -> Void
  ) throws -> Int32 {
    let pipe = try Pipe()
    defer { pipe.closeReading() }
    var start = start
    start.output = pipe.writing
    if mergingErrors { start.errors = pipe.writing }
    let program: StartedProgram
    do {
      defer { pipe.closeWriting() }
      program = try StartedProgram(start)
    }
    if !pipe.read(until: seconds.map { .now + .seconds($0) }, take) { kill(program.identifier, SIGTERM) }
    return program.wait()
  }

  /// Texts as C has them: a list of pointers that ends in a null.
  private static func withPointers<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>?) -> Result
  ) -> Result {
    var pointers = texts.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
  }

  private static func withOptional<Result>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Result) -> Result {
    guard let text else { return body(nil) }
    return text.withCString(body)
  }
}

extension StartedProgram {
  /// Two ends, neither of which a program inherits by itself.
  package struct Pipe {
    package let reading, writing: Int32

    /// - Throws: ``SystemLimit/files(reason:)``.
    package init() throws {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { throw SystemLimit.files(reason: FileInput.systemMessage(errno)) }
      (reading, writing) = (ends[0], ends[1])
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    package func closeReading() { close(reading) }
    package func closeWriting() { close(writing) }

    /// Reads until nobody has the other end; false where that takes too long.
    fileprivate func read(until end: ContinuousClock.Instant?, _ take: ([UInt8]) -> Void) -> Bool {
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        guard waits(until: end) else { return false }
        let count = readBytes(reading, &piece, piece.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return true }
        take(Array(piece.prefix(count)))
      }
    }

    /// Waits for something to read, or for the other end to close.
    private func waits(until end: ContinuousClock.Instant?) -> Bool {
      guard let end else { return true }
      var descriptor = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
      while true {
        let left = max(0, (end - .now) / .milliseconds(1))
        let count = poll(&descriptor, 1, Int32(min(left, 1e9)))
        if count != 0 && !(count < 0 && errno == EINTR) { return count > 0 }
        if count == 0 { return false }
      }
    }
  }
}

/// The system's `read`, which `Pipe.read` would otherwise hide.
private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}
