import Essentials

/// A plugin that cannot be found, built or started.
public enum PluginError: ExplainedError, Hashable {
  /// `--plugin` at the end of the command line, or before another option.
  case missingValue(option: String)
  case noSuchFolder(path: String, origin: PluginFolder.Origin, near: [String])
  case noPackage(path: String, origin: PluginFolder.Origin, near: [String])
  /// Two packages whose folders have the same name, which is what the package manager tells packages by.
  case sameFolderName(name: String, first: String, second: String)
  /// The folder's name is that of HookKit's own folder, or of the package that is built around the plugins.
  case reservedFolderName(path: String)
  case settings(path: String, problem: String, remedy: String)
  case noToolchain
  case packageMissing(path: String)
  case manifest(path: String, output: String)
  case noLibrary(package: String, path: String)
  case severalLibraries(package: String, names: [String])
  case anotherHookKit(package: String, path: String, ours: String)
  /// The compiler has said why.
  case doesNotBuild(packages: [String])
  case noPluginType(package: String, module: String)
  /// The tests have said why.
  case testsFail(packages: [String])
  case cannotStart(program: String, reason: String)
  case cache(path: String, reason: String)
  /// A cache that others could have put a program into.
  case openCache(path: String)
  /// It cannot be remembered that settings are trusted.
  case trust(path: String, reason: String)
  /// There is nothing that could be installed for plugins.
  case notExported(reason: String)
  case name(String)
  case folderExists(path: String)

  public var explanation: Explanation { choosing ?? building ?? starting }

  /// What can be wrong with the choice of plugins.
  private var choosing: Explanation? {
    switch self {
    case .missingValue(let option):
      Explanation(.usage, option, "the folder is missing", try: "write \(option) FOLDER")
    case .noSuchFolder(let path, let origin, let near):
      Explanation(
        .usage, "plugin \"\(path)\"\(origin.inWords)", "there is no such folder",
        try: NearNames.question(near, otherwise: "`hookctl plugin new NAME` makes one"))
    case .noPackage(let path, let origin, let near):
      Explanation(
        .usage, "plugin \"\(path)\"\(origin.inWords)", "the folder has no Package.swift",
        try: NearNames.question(near, otherwise: "`hookctl plugin new NAME` makes a package"))
    case .sameFolderName(let name, let first, let second):
      Explanation(
        .usage, "plugins \(first) and \(second)",
        "both folders are called \"\(name)\", and the package manager tells packages by that",
        try: "rename one of the folders, or use one plugin at a time")
    case .reservedFolderName(let path):
      Explanation(
        .usage, "plugin \(path)", "HookKit itself uses this name of a folder", try: "rename the folder")
    case .settings(let path, let problem, let remedy):
      Explanation(.badData, path, problem, try: remedy)
    case .name(let name):
      Explanation(
        .usage, "plugin \"\(name)\"", "this is no name for a Swift module",
        try: "use letters and digits, a capital first, as in CheeseVector")
    case .folderExists(let path):
      Explanation(.usage, path, "exists already", try: "choose another name, or remove it first")
    default: nil
    }
  }

  /// What can go wrong while a program with plugins is built.
  private var building: Explanation? {
    switch self {
    case .noToolchain:
      Explanation(
        .notInstalled, "swift",
        "plugins are built by Swift's package manager, and there is no swift on the PATH",
        try: "install Swift 6.1 or newer from swift.org, or add its folder to PATH")
    case .packageMissing(let path):
      Explanation(
        .notInstalled, "HookKit's package at \(path)", "it is gone, and plugins are built with it",
        try:
          "install HookKit with `make install`, or set \(HostEnvironment.packageVariable) to the folder of HookKit's "
          + "Package.swift")
    case .notExported(let reason):
      Explanation(.notInstalled, "HookKit's build", reason, try: "run `make build` first")
    case .manifest(let path, let output):
      Explanation(.badData, "\(path)/Package.swift", "the package manager cannot read it:\n\(output)")
    case .noLibrary(let package, let path):
      Explanation(
        .badData, "plugin \(package) (\(path))", "its package has no library",
        try: "add products: [.library(name: \"\(package)\", targets: [...])] to its Package.swift")
    case .severalLibraries(let package, let names):
      Explanation(
        .badData, "plugin \(package)", "its package has several libraries: \(names.joined(separator: ", "))",
        try: "give the one that holds the plugin the package's name")
    case .anotherHookKit(let package, let path, let ours):
      Explanation(
        .badData, "plugin \(package)", "it depends on the HookKit in \(path), and this hookctl is of \(ours)",
        try: "let both use one: change the path in the plugin's Package.swift, or set "
          + "\(HostEnvironment.packageVariable)=\(path)")
    case .doesNotBuild(let packages):
      Explanation(
        .badData, "plugin\(packages.count == 1 ? "" : "s") \(packages.joined(separator: ", "))",
        "does not build; the compiler's messages are above")
    case .testsFail(let packages):
      Explanation(
        .badData, "plugin\(packages.count == 1 ? "" : "s") \(packages.joined(separator: ", "))",
        "the tests do not pass; what they say is above")
    case .noPluginType(let package, let module):
      Explanation(
        .badData, "plugin \(package)", "module \(module) has no public type Plugin",
        try: "write: public enum Plugin: HookPlugin { ... }")
    default: nil
    }
  }

  /// What can go wrong with programs and the cache.
  private var starting: Explanation {
    switch self {
    case .cannotStart(let program, let reason):
      Explanation(
        .defect, program, "the program with the plugins cannot be started: \(reason)",
        try: "remove it with `hookctl plugin clean`, and try again")
    case .cache(let path, let reason):
      Explanation(
        .unreadable, path, "the cache of programs with plugins cannot be used: \(reason)",
        try: "make room there, or set \(HostEnvironment.cacheVariable) to another folder")
    case .openCache(let path):
      Explanation(
        .unreadable, path,
        "others may write to it, or it is not yours, so that programs in it may be anybody's",
        try: "remove it with `hookctl plugin clean`, or set \(HostEnvironment.cacheVariable) to a folder of your own")
    case .trust(let path, let reason):
      Explanation(
        .unreadable, path, "cannot remember that the plugins are trusted: \(reason)",
        try: "set \(HostEnvironment.trustVariable)=1 for this command")
    default: Explanation(.defect, "plugin", "an error without an explanation")
    }
  }
}
