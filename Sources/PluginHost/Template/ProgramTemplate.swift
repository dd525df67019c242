import Essentials

/// A program of one's own that uses HookKit as a library: a manifest and a `main`.
public struct ProgramTemplate: PackageTemplate {
  public let name: String
  public let folder: String
  /// The dependency as a manifest has it.
  private let dependency: String

  /// - Parameters:
  ///   - path: where to make the package; its last part is the package's name.
  ///   - address: where HookKit's repository is; by default the folder of this one is used.
  ///   - version: the least version to take from there.
  /// - Throws: ``PluginError/name(_:)``, ``PluginError/packageMissing(path:)``.
  public init(
    _ path: String, address: String?, version: String, in environment: HostEnvironment = .current
  ) throws {
    (name, folder) = try Self.place(path, in: environment)
    if let address {
      dependency = ".package(url: \(HostPackage.literal(address)), from: \(HostPackage.literal(version)))"
    } else {
      dependency = ".package(name: \"hookkit\", path: \(HostPackage.literal(try environment.package())))"
    }
  }

  public var files: [(path: String, text: String)] {
    [("Package.swift", manifest), (".gitignore", ".build*/\n"), ("Sources/\(name)/main.swift", main)]
  }

  private var manifest: String {
    """
    // swift-tools-version: 6.1
    import PackageDescription

    let package = Package(
      name: "\(name)",
      platforms: [.macOS(.v15)],
      dependencies: [\(dependency)],
      targets: [
        .executableTarget(name: "\(name)", dependencies: [.product(name: "HookKit", package: "hookkit")])
      ],
      swiftLanguageModes: [.v6]
    )

    """
  }

  private var main: String {
    """
    import HookKit
    import ImpalaModel
    import Interventions
    import MazeEnv
    import MazeLab

    let site: SitePattern = "embedder.block2.res1.resadd_out"
    let policy = try Policy.bundled()
    let level = try MazeState(level: 8)
    let plan = Plan { Edit(site, .noise(scale: 0.2)) }
    let comparison = try FieldComparison.compute(level, policy: policy, under: plan, renderer: .plain)
    print("mean total variation", comparison.difference.meanTotalVariation)

    """
  }
}
