import Essentials

/// Why plugins cannot be compiled against the HookKit that is built already, so that the package manager has to build
/// everything from sources.
package enum PrebuiltProblem: Error, Hashable {
  /// There is no build of HookKit, or its description cannot be understood.
  case notBuilt(String)
  /// HookKit's sources are newer than its build.
  case changed(String)
  /// The modules are of another compiler.
  case otherCompiler
  /// What is installed is not as `make install` leaves it.
  case installation(path: String, String)
  /// A package has something that only the package manager can build.
  case beyond(package: String, String)

  /// The reason in words, as the first half of a sentence.
  package var reason: String {
    switch self {
    case .notBuilt(let what): "HookKit is not built (\(what))"
    case .changed(let path): "HookKit has changed since it was built (\(path))"
    case .otherCompiler: "HookKit was built by another compiler"
    case .installation(let path, let what): "\(path) \(what)"
    case .beyond(let package, let what): "package \(package) has \(what)"
    }
  }

  /// What makes it seconds; nothing where nothing does.
  private func remedy(_ package: String) -> String {
    if case .beyond = self { return "" }
    return InstalledFolder.isIn(package)
      ? "; a HookKit that your Swift has built makes this seconds" : "; `make build` in \(package) makes this seconds"
  }

  /// What to tell whoever waits.
  ///
  /// - Parameters:
  ///   - isFirst: whether HookKit was never compiled in the cache before.
  ///   - package: the folder of HookKit's package.
  package func note(isFirst: Bool, package: String) -> String {
    let cost =
      isFirst
      ? "compiling HookKit together with the plugins, about 5 minutes"
      : "compiling what has changed of HookKit together with the plugins, up to 5 minutes"
    return "\(reason): \(cost)\(remedy(package))"
  }
}
