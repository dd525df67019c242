/// A file of a model whose graph cannot be used.
public enum ModelFileError: ExplainedError, Hashable {
  /// The graph is not described as such graphs are.
  case graph(source: String, problem: String)
  /// A module that cannot be what is said of it.
  case module(source: String, path: String, problem: String)
  /// A module that files cannot hold, a plugin's.
  case unwritable(path: String, module: String)

  public var explanation: Explanation {
    switch self {
    case .graph(let source, let problem):
      Explanation(.badData, source, problem, try: "FileFormats.md says what a model file holds")
    case .module(let source, let path, let problem):
      Explanation(
        .badData, "\(source) (module \(path))", problem, try: "FileFormats.md says what every kind of module has")
    case .unwritable(let path, let module):
      Explanation(
        .usage, "module \(path)", "is \(module), which model files have no name for",
        try: "write the parameters alone, as .safetensors or .pth")
    }
  }
}
