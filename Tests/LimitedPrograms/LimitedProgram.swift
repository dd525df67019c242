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
    public var environment: [String: String]?
    /// Standard input; nothing by default.
    public var input: FileHandle = .nullDevice
    /// Whether standard error goes where standard output does.
    public var mergesErrors = false
    /// Far more than it takes on a busy machine.
    public var limit: Duration = .seconds(180)

    public init(_ program: String, _ arguments: [String] = []) {
      (self.program, self.arguments) = (URL(fileURLWithPath: program), arguments)
    }
  }

  // Unchecked: the process is only asked and signalled once it runs, which Foundation allows from any thread.
  private struct Running: @unchecked Sendable { let process: Process }

  private let running: Running
  private let name: String
  private let limit: Duration
  private let streams: [URL]
  private let isPastLimit = Atomic(false)
  private let hasEnded = DispatchSemaphore(value: 0)

  /// Starts a program without waiting.
  public init(_ start: Start) throws {
    let process = Process()
    process.executableURL = start.program
    process.arguments = start.arguments
    if let folder = start.folder { process.currentDirectoryURL = folder }
    if let environment = start.environment { process.environment = environment }
    process.standardInput = start.input
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("program-\(UUID().uuidString)")
    streams = ["out", "err"].map { base.appendingPathExtension($0) }
    let output = try Self.writing(to: streams[0])
    process.standardOutput = output
    process.standardError = start.mergesErrors ? output : try Self.writing(to: streams[1])
    name = ([start.program.lastPathComponent] + start.arguments).joined(separator: " ")
    limit = start.limit
    running = Running(process: process)
    process.terminationHandler = { [hasEnded] _ in hasEnded.signal() }
    do { try process.run() } catch {
      for stream in streams { try? FileManager.default.removeItem(at: stream) }
      throw error
    }
  }

  deinit {
    if isRunning { send(SIGKILL) }
    for stream in streams { try? FileManager.default.removeItem(at: stream) }
  }

  /// Runs a program to its end.
  public static func run(_ start: Start) throws -> Outcome { try LimitedProgram(start).outcome() }

  public var isRunning: Bool { running.process.isRunning }
  public var identifier: Int32 { running.process.processIdentifier }

  /// Sends a signal to the program itself.
  public func send(_ signal: Int32) { kill(identifier, signal) }

  /// Waits for its end.
  ///
  /// - Throws: ``PastLimit`` once it was ended because it ran too long.
  /// - Returns: the exit code, negative for a signal.
  @discardableResult
  public func wait() throws -> Int32 {
    let (seconds, attoseconds) = limit.components
    if hasEnded.wait(timeout: .now() + Double(seconds) + Double(attoseconds) * 1e-18) == .timedOut {
      isPastLimit.store(true, ordering: .relaxed)
      kill(-identifier, SIGKILL)
      kill(identifier, SIGKILL)
      _ = hasEnded.wait(timeout: .now() + 10)
    }
    // For whoever waits again.
    hasEnded.signal()
    if isPastLimit.load(ordering: .relaxed) { throw PastLimit(name: name, limit: limit) }
    let process = running.process
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
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

  private static func writing(to url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }
}

/// A program that ran longer than it may, and was ended.
public struct PastLimit: Error, CustomStringConvertible {
  public let name: String
  public let limit: Duration

  public var description: String { "\(name): still running after its limit of \(limit), and ended by SIGKILL" }
}
