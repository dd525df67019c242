/// A HookKit that is compiled, for plugins to be compiled and linked with: that of a checkout, or an installed one.
protocol CompiledHookKit {
  /// The folder of HookKit's package.
  var package: String { get }
  /// The compiler to call; what HookKit's own has made fits no other.
  var compiler: String { get }
  /// The file that is exchanged when the compiler is.
  var compilerItself: String { get }
  /// The arguments with which a module that imports HookKit is compiled.
  var compilerArguments: [String] { get }
  /// The arguments with which a program is linked.
  var linkerArguments: [String] { get }
  /// What changes whenever this HookKit does.
  var stamps: [String] { get }
  /// The names of modules that plugins cannot have.
  var moduleNames: Set<String> { get }
  /// What programs read while they run, to be copied beside them: where it is, and its path there.
  var resources: [(source: String, path: String)] { get }

  /// The objects of everything but `main`, and of libraries that programs with plugins do not have: those for tests.
  ///
  /// - Parameter products: the names of HookKit's libraries that the plugins use.
  /// - Throws: ``PrebuiltProblem``.
  func objects(for products: Set<String>) throws -> [String]
}
