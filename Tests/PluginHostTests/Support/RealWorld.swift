import Foundation

/// The real hookctl, which builds real plugins. All tests share one cache, so that HookKit is compiled once.
final class RealWorld {
  let scene: Scene
  private let programs: String

  /// HookKit's own folder.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Where all tests build: the pages' commands too, see `DocumentationTests`.
  static let cache = "\(root)/.build/plugin-tests"

  init() throws {
    scene = try Scene()
    // The program that was built with these tests is beside their own.
    programs =
      URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
      .path
  }

  /// Programs are large, and those of a folder that is gone are of no use.
  deinit {
    for root in (try? FileManager.default.contentsOfDirectory(atPath: Self.cache)) ?? [] {
      let sets = "\(Self.cache)/\(root)/sets"
      for name in (try? FileManager.default.contentsOfDirectory(atPath: sets)) ?? [] {
        let record = try? String(contentsOfFile: "\(sets)/\(name)/record.json", encoding: .utf8)
        // JSON may write a slash as an escape.
        if record?.replacing("\\/", with: "/").contains(scene.folder) == true {
          try? FileManager.default.removeItem(atPath: "\(sets)/\(name)")
        }
      }
    }
  }

  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
  }

  func hookctl(_ arguments: String..., in folder: String = "", environment: [String: String] = [:]) throws
    -> Outcome
  {
    try finish(start(arguments, in: folder, environment: environment))
  }

  /// Starts the program without waiting.
  func start(
    _ arguments: [String], in folder: String = "", environment: [String: String] = [:]
  ) throws -> (process: Process, streams: [String]) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(programs)/hookctl")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: scene.path(folder))
    var variables = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR", "HOOKCTL_PLUGINS", "HOOKKIT_PACKAGE"] {
      variables[name] = nil
    }
    variables["COLUMNS"] = "80"
    variables["HOOKCTL_PLUGIN_CACHE"] = Self.cache
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let streams = ["out", "err"].map { scene.path(".\(UUID().uuidString).\($0)") }
    for stream in streams { try Data().write(to: URL(fileURLWithPath: stream)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: streams[0]))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: streams[1]))
    try process.run()
    return (process, streams)
  }

  func finish(_ started: (process: Process, streams: [String])) throws -> Outcome {
    started.process.waitUntilExit()
    let code =
      started.process.terminationReason == .exit
      ? started.process.terminationStatus : -started.process.terminationStatus
    let texts = try started.streams.map { try String(contentsOfFile: $0, encoding: .utf8) }
    return Outcome(code: code, output: texts[0], errors: texts[1])
  }

  /// Writes a plugin with one intervention, "kind", that multiplies by a factor.
  func plugin(
    _ name: String, at folder: String? = nil, kind: String, summary: String, dependency: String? = nil,
    body: String = ""
  ) throws {
    let folder = folder ?? name
    let package = dependency.map { #", .package(name: "\#($0)", path: "../\#($0)")"# } ?? ""
    let product = dependency.map { #", .product(name: "\#($0)", package: "\#($0)")"# } ?? ""
    try scene.write(
      """
      // swift-tools-version: 6.1
      import PackageDescription
      let package = Package(
        name: "\(name)", platforms: [.macOS(.v15)],
        products: [.library(name: "\(name)", targets: ["\(name)"])],
        dependencies: [.package(name: "hookkit", path: "\(Self.root)")\(package)],
        targets: [.target(name: "\(name)", dependencies: [.product(name: "HookKit", package: "hookkit")\(product)])],
        swiftLanguageModes: [.v6])
      """, to: "\(folder)/Package.swift")
    try scene.write(
      """
      import HookKit
      \(dependency.map { "import \($0)" } ?? "")
      // A type may be called as its module.
      public struct \(name): Intervention {
        public static let kind = "\(kind)"
        public static let summary = "\(summary)"
        public init() {}
        public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 * 0.5 } }
        \(body)
      }
      public enum Plugin: HookPlugin {
        public static let name = "plugin \(name)"
        public static func register(in registry: inout Registry) { registry.add(\(name).self) }
      }
      """, to: "\(folder)/Sources/\(name)/\(name).swift")
  }
}
