import Foundation
import LimitedPrograms

/// The real hookctl, which builds real plugins. All tests share one cache, so that HookKit is compiled once.
final class RealWorld {
  let scene: Scene

  /// HookKit's own folder.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Where all tests build: the pages' commands too, see `DocumentationTests`.
  static let cache = "\(root)/.build/plugin-tests"

  /// Where the programs are that were built with these tests.
  static let programs = BuiltPrograms.folder.path

  init() throws { scene = try Scene() }

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

  /// A build may compile HookKit.
  private static let limit = Duration.seconds(1800)

  func hookctl(
    _ arguments: String..., in folder: String = "", environment: [String: String] = [:]
  ) throws
    -> LimitedProgram.Outcome
  {
    try start(arguments, in: folder, environment: environment).outcome()
  }

  /// Starts the program without waiting.
  func start(
    _ arguments: [String], in folder: String = "", environment: [String: String] = [:]
  ) throws -> LimitedProgram {
    var start = LimitedProgram.Start("\(Self.programs)/hookctl", arguments)
    start.folder = URL(fileURLWithPath: scene.path(folder))
    var variables = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR", "HOOKCTL_PLUGINS", "HOOKKIT_PACKAGE"] {
      variables[name] = nil
    }
    variables["COLUMNS"] = "80"
    variables["HOOKCTL_PLUGIN_CACHE"] = Self.cache
    start.environment = variables.merging(environment) { $1 }
    start.limit = Self.limit
    return try LimitedProgram(start)
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
