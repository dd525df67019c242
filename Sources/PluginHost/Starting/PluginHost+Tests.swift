import HookKit

extension PluginHost {
  /// Runs the tests of plugins, one package after the other, where their programs are built: HookKit is compiled once
  /// for both.
  ///
  /// Tests see what is public: modules are compiled as they are for programs.
  ///
  /// - Parameter line: called with every line that the tests print.
  /// - Throws: ``PluginError/testsFail(packages:)`` after all have run.
  public func test(_ choice: PluginChoice, line: (String) -> Void) throws {
    let package = try environment.package()
    guard let toolchain = Toolchain(in: environment) else { throw PluginError.noToolchain }
    let cache = HostCache(of: package, in: environment)
    try cache.prepare()
    try FileLock.holding(cache.lock, waiting: waiting) {
      let failed = try choice.folders.filter { folder in
        report(.progress("testing \(folder.name)"))
        return try !toolchain.run(
          [
            "test", "-c", "release", "--disable-testable-imports", "--disable-xctest", "--package-path",
            folder.path, "--scratch-path", cache.scratch,
          ], in: folder.path, package: package, line: line
        ).succeeded
      }
      guard failed.isEmpty else { throw PluginError.testsFail(packages: failed.map(\.name)) }
    }
  }

  /// Says that somebody else is building.
  func waiting() { report(.progress("waiting for another hookctl that is building plugins")) }
}
