import Essentials

extension PluginHost {
  /// Runs the tests of plugins, one package after the other. They are compiled against the HookKit that is built, or
  /// else where programs with plugins are, so that HookKit is compiled once for both.
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
    try HostCache.locked(cache.lock, waiting: waiting) {
      let failed = try choice.folders.filter { folder in
        report(.progress("testing \(folder.name)"))
        let build = PluginBuild(
          folders: [folder], package: package, toolchain: toolchain, cache: cache,
          products: environment.products(of: package), report: report)
        if let passes = try build.testWithPrebuilt(folder, line: line) { return !passes }
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
  func waiting() { report(.step("waiting for another hookctl that is building plugins")) }
}
