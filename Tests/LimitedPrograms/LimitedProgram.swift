import CSpawn
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// A program that a test has started, with a limit of time: no test waits for ever.
///
/// At the limit the program and all of its process group are ended by SIGKILL, and waiting throws ``PastLimit``, which fails the
/// test and says so. Its output goes to files, so that nobody waits for a pipe that a grandchild holds open.
public final class LimitedProgram: Sendable {
  /// What a run left behind.
  public struct Outcome: Sendable {
    /// The exit code; that of a signal that ended the program is negative.
    public let code: Int32
    public let output: String
    public let errors: String
  }

  /// How a program is started.
  public struct Start {
    public var program: URL
    public var arguments: [String] = []
    public var folder: URL?
    /// Its environment; by default ours.
    public var environment: [String: String]?
    /// Whether standard error goes where standard output does.
    public var mergesErrors = false
    /// Far more than it takes on a busy machine.
    public var limit: Duration = .seconds(180)

    public init(_ program: String, _ arguments: [String] = []) {
      (self.program, self.arguments) = (URL(fileURLWithPath: program), arguments)
    }
  }

  public let identifier: Int32

  private let name: String
  private let limit: Duration
  private let streams: [URL]
  private let isPastLimit = Atomic(false)
  private let end = End()

  /// What `waitpid` says of its end, once it has.
  private final class End: Sendable {
    let status = Mutex<Int32?>(nil)
    let hasCome = DispatchSemaphore(value: 0)
  }

  /// Starts a program without waiting.
  ///
  /// - Throws: the system's error, where it starts none.
  public init(_ start: Start) throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("program-\(UUID().uuidString)")
    streams = ["out", "err"].map { base.appendingPathExtension($0) }
    name = ([start.program.lastPathComponent] + start.arguments).joined(separator: " ")
    limit = start.limit
    do {
      identifier = try Self.spawn(start, output: streams[0].path, errors: start.mergesErrors ? nil : streams[1].path)
    } catch {
      for stream in streams { try? FileManager.default.removeItem(at: stream) }
      throw error
    }
    Thread.detachNewThread { [identifier, end] in
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
      end.status.withLock { $0 = status }
      end.hasCome.signal()
    }
  }

  deinit {
    send(SIGKILL)
    for stream in streams { try? FileManager.default.removeItem(at: stream) }
  }

  /// Runs a program to its end.
  public static func run(_ start: Start) throws -> Outcome { try LimitedProgram(start).outcome() }

  public var isRunning: Bool { end.status.withLock { $0 == nil } }

  /// Sends a signal to the program itself, as long as it runs.
  public func send(_ signal: Int32) { if isRunning { kill(identifier, signal) } }

  /// Waits for its end.
  ///
  /// - Throws: ``PastLimit`` once it was ended because it ran too long.
  /// - Returns: the exit code, negative for a signal.
  @discardableResult
  public func wait() throws -> Int32 {
    let (seconds, attoseconds) = limit.components
    if end.hasCome.wait(timeout: .now() + Double(seconds) + Double(attoseconds) * 1e-18) == .timedOut {
      isPastLimit.store(true, ordering: .relaxed)
      kill(-identifier, SIGKILL)
      kill(identifier, SIGKILL)
      _ = end.hasCome.wait(timeout: .now() + 10)
    }
    // For whoever waits again.
    end.hasCome.signal()
    if isPastLimit.load(ordering: .relaxed) { throw PastLimit(name: name, limit: limit) }
    let status = end.status.withLock { $0 ?? 0 }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
  }

  /// Waits for its end, and reads what it printed.
  public func outcome() throws -> Outcome {
    let code = try wait()
    let texts = try streams.map { url in
      FileManager.default.fileExists(atPath: url.path)
        ? String(decoding: try Data(contentsOf: url), as: UTF8.self) : ""
    }
    return Outcome(code: code, output: texts[0], errors: texts[1])
  }

  private static func spawn(_ start: Start, output: String, errors: String?) throws -> pid_t {
    let variables = start.environment ?? ProcessInfo.processInfo.environment
    let arguments = ([start.program.path] + start.arguments).map { strdup($0) } + [nil]
    let environment = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let code = hk_spawn(&process, start.program.path, arguments, environment, start.folder?.path, output, errors)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
    return process
  }
}

/// A program that ran longer than it may, and was ended.
public struct PastLimit: Error, CustomStringConvertible {
  public let name: String
  public let limit: Duration

  public var description: String { "\(name): still running after its limit of \(limit), and ended by SIGKILL" }
}
