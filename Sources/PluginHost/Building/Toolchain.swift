import Foundation
import HookKit

/// Swift's package manager, as it is found on the PATH.
struct Toolchain: Sendable {
  /// The path of `swift`.
  let swift: String
  let environment: HostEnvironment

  /// What tells one toolchain from another: where it is, and when it was installed.
  let identity: String

  /// The toolchain on the PATH; nil when there is none.
  init?(in environment: HostEnvironment) {
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
    let candidates = folders.map { environment.expanded("\($0)/swift") }
    guard let found = candidates.first(where: { access($0, X_OK) == 0 && FileSystem.isFile($0) }) else {
      return nil
    }
    swift = found
    self.environment = environment
    let real = FileSystem.realPath(found) ?? found
    // The compiler lies beside the driver, and is what is exchanged by an update.
    let frontend = real.split(separator: "/").dropLast().joined(separator: "/")
    identity = [real, "/\(frontend)/swift-frontend"].map { "\($0) \(FileSystem.stamp($0) ?? "missing")" }
      .joined(separator: "\n")
  }

  /// What it says of its version; nil when it cannot be asked.
  func version() -> String? {
    try? run(["--version"], in: "/", package: "", mergingErrors: false).lines.first
  }

  /// How a command of the package manager ended.
  struct Outcome {
    let succeeded: Bool
    /// Both streams, line by line.
    let lines: [String]
  }

  /// Runs `swift` with arguments in a folder.
  ///
  /// - Parameters:
  ///   - program: the program to run in place of `swift`.
  ///   - package: the folder of HookKit's package, for manifests that ask for it.
  ///   - line: called with every line that is printed.
  /// - Throws: ``PluginError/noToolchain`` when it cannot be started.
  func run(
    _ arguments: [String], by program: String? = nil, in folder: String, package: String, mergingErrors: Bool = true,
    line: (String) -> Void = { _ in }
  ) throws -> Outcome {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: program ?? swift)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment.variables.merging([HostEnvironment.packageVariable: package]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = mergingErrors ? pipe : FileHandle.nullDevice
    do { try process.run() } catch { throw PluginError.noToolchain }
    let lines = Self.lines(from: pipe.fileHandleForReading, line)
    process.waitUntilExit()
    return Outcome(
      succeeded: process.terminationReason == .exit && process.terminationStatus == 0, lines: lines)
  }

  /// All lines that are written to a pipe, each passed on as it comes.
  private static func lines(from pipe: FileHandle, _ line: (String) -> Void) -> [String] {
    var lines: [String] = []
    var rest: [UInt8] = []
    func take(_ bytes: [UInt8]) {
      let text = String(decoding: bytes, as: UTF8.self)
      lines.append(text)
      line(text)
    }
    while case let data = pipe.availableData, !data.isEmpty {
      var parts = (rest + data).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(
        Array.init)
      rest = parts.popLast() ?? []
      parts.forEach(take)
    }
    if !rest.isEmpty { take(rest) }
    return lines
  }
}
