import Foundation

/// Runs the real program, as a user does.
public struct Hookctl: Sendable {
  /// What a run of the program left behind.
  public typealias Outcome = LimitedProgram.Outcome

  /// Where it runs; relative paths mean files there.
  public let folder: URL

  /// What is run: `hookctl`, or another program built with these tests.
  public let program: URL

  /// A new, empty folder to run in; removed by ``remove()``.
  public init(running program: String = "hookctl") throws {
    self.program = BuiltPrograms.folder.appendingPathComponent(program)
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("hookctl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  public func remove() { try? FileManager.default.removeItem(at: folder) }

  public func callAsFunction(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(arguments, environment: environment)
  }

  public func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    try start(arguments, environment: environment).outcome()
  }

  /// Starts the program without waiting.
  public func start(_ arguments: [String], environment: [String: String] = [:]) throws -> LimitedProgram {
    try start(program.path, arguments, environment: environment)
  }

  /// Runs a line of the shell in the folder, in which `"$0"` is the program.
  public func shell(_ line: String, environment: [String: String] = [:]) throws -> Outcome {
    try start("/bin/bash", ["-c", line, program.path], environment: environment).outcome()
  }

  private func start(
    _ program: String, _ arguments: [String], environment: [String: String]
  ) throws -> LimitedProgram {
    var start = LimitedProgram.Start(program, arguments)
    start.folder = folder
    var variables = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR"] { variables[name] = nil }
    variables["COLUMNS"] = "80"
    start.environment = variables.merging(environment) { $1 }
    return try LimitedProgram(start)
  }

  // MARK: Files

  public func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  public func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }

  public func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  public func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  public func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// Everything in the folder, hidden files included.
  public var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }
}

/// Runs `body` in a folder of its own.
public func inFolder(running program: String = "hookctl", _ body: (Hookctl) throws -> Void) throws {
  let hookctl = try Hookctl(running: program)
  defer { hookctl.remove() }
  try body(hookctl)
}

/// Any JSON, for looking into.
public func json(_ text: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
