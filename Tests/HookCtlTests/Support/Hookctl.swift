import Foundation
import MazeEnv
import Testing

/// Runs the real program, as a user does.
struct Hookctl {
  /// What a run of the program left behind.
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
  }

  /// Where it runs; relative paths mean files there.
  let folder: URL

  /// What is run: `hookctl`, or another program built with these tests.
  private let program: URL

  /// A new, empty folder to run in; removed by ``remove()``.
  init(running program: String = "hookctl") throws {
    self.program = Self.program.deletingLastPathComponent().appendingPathComponent(program)
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("hookctl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() {
    for url in [folder, streams.output, streams.errors] { try? FileManager.default.removeItem(at: url) }
  }

  /// The program that was built with these tests: it is beside their resources.
  static let program = Bundle.module.bundleURL.resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent("hookctl")

  /// Whether procgen's pictures are installed.
  static let hasPictures = PictureFiles.areInstalled()

  func callAsFunction(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(arguments, environment: environment)
  }

  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    let process = try start(arguments, environment: environment)
    process.waitUntilExit()
    return try outcome(of: process)
  }

  /// Starts the program without waiting; its output goes to files beside the folder.
  func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR"] { variables[name] = nil }
    variables["COLUMNS"] = "80"
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.writing(to: streams.output)
    process.standardError = try Self.writing(to: streams.errors)
    try process.run()
    return process
  }

  func outcome(of process: Process) throws -> Outcome {
    // A signal that ended the process shows as a negative code, which no test expects.
    let code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return Outcome(
      code: code, output: try String(contentsOf: streams.output, encoding: .utf8),
      errors: try String(contentsOf: streams.errors, encoding: .utf8))
  }

  private var streams: (output: URL, errors: URL) {
    (folder.appendingPathExtension("out"), folder.appendingPathExtension("err"))
  }

  private static func writing(to url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  // MARK: Files

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// Everything in the folder, hidden files included.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }
}

/// Runs `body` in a folder of its own.
func inFolder(running program: String = "hookctl", _ body: (Hookctl) throws -> Void) throws {
  let hookctl = try Hookctl(running: program)
  defer { hookctl.remove() }
  try body(hookctl)
}

/// Any JSON, for looking into.
func json(_ text: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
