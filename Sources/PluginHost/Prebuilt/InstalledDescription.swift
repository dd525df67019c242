/// What stands in an installed HookKit of how plugins are compiled with it.
struct InstalledDescription: Codable, Equatable {
  static let currentFormat = 1
  /// Stands in arguments for the folder of this file, so that it can be moved.
  static let here = "{here}"

  /// A file or folder that is copied beside programs.
  struct Resource: Codable, Equatable {
    /// Its path in HookKit's package.
    let source: String
    /// Its path beside the program.
    let path: String
  }

  let format: Int
  /// The arguments with which a module that imports HookKit is compiled.
  let compilerArguments: [String]
  /// The arguments with which a program is linked.
  let linkerArguments: [String]
  /// The names of modules that plugins cannot have.
  let moduleNames: [String]
  /// The libraries that are part of every program, and those that are not, each with an object of its own.
  let libraries: [String]
  let furtherLibraries: [String]
  let resources: [Resource]

  /// The object of everything but `main`.
  static let object = "hookkit.o"

  /// The object of a further library.
  static func object(of library: String) -> String { "\(library).o" }
}
