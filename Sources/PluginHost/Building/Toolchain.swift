import Foundation
import Essentials

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
    identity = [real, "\(FileSystem.folder(of: real))/swift-frontend"].map {
      "\($0) \(FileSystem.stamp($0) ?? "missing")"
    }
    .joined(separator: "\n")
  }

  /// What it says of its version; nil when it cannot be asked.
  func version() -> String? {
    // Where memory is short it waits for ever.
    try? run(["--version"], in: "/", package: "", mergingErrors: false, seconds: 10).lines.first
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
  ///   - seconds: when it is ended; by default never.
  ///   - line: called with every line that is printed.
  /// - Throws: ``SystemLimit/program(_:reason:)`` when it cannot be started.
  func run(
    _ arguments: [String], by program: String? = nil, in folder: String, package: String, mergingErrors: Bool = true,
    seconds: Int? = nil, line: (String) -> Void = { _ in }
  ) throws -> Outcome {
    var start = StartedProgram.Start(program ?? swift, arguments)
    start.folder = folder
    start.environment = environment.variables.merging([HostEnvironment.packageVariable: package]) { $1 }
    var lines = Lines()
    let code = try StartedProgram.run(start, mergingErrors: mergingErrors, seconds: seconds) {
      lines.add($0).forEach(line)
    }
    lines.end().forEach(line)
    return Outcome(succeeded: code == 0, lines: lines.all)
  }
}

/// The lines of what comes in pieces.
private struct Lines {
  private(set) var all: [String] = []
  private var rest: [UInt8] = []

  /// Takes a piece, and returns the lines that end in it.
  mutating func add(_ piece: [UInt8]) -> [String] {
    var parts = (rest + piece).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    rest = parts.popLast() ?? []
    return note(parts)
  }

  /// What was left without a line feed is a line too.
  mutating func end() -> [String] {
    defer { rest = [] }
    return rest.isEmpty ? [] : note([rest])
  }

  private mutating func note(_ lines: [[UInt8]]) -> [String] {
    let texts = lines.map { String(decoding: $0, as: UTF8.self) }
    all += texts
    return texts
  }
}
