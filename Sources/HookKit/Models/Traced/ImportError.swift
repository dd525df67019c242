/// Why a network of another program cannot be imported.
public enum ImportError: ExplainedError, Hashable {
  /// An operation that HookKit does not compute, or not in this way.
  case operation(source: String, name: String, shapes: [String], module: String, problem: String)
  /// More operations than are worth listing.
  case further(source: String, count: Int)
  /// The network as a whole cannot be used.
  case network(source: String, problem: String, remedy: String)

  public var explanation: Explanation {
    switch self {
    case .operation(_, let name, let shapes, let module, let problem):
      Explanation(
        .badData, "\(name)\(shapes.isEmpty ? "" : " of " + shapes.joined(separator: ", "))",
        "in \(module.isEmpty ? "the network itself" : "module \(module)"): \(problem)")
    case .further(let source, let count):
      Explanation(.badData, source, "\(count.grouped) more operations cannot be imported")
    case .network(let source, let problem, let remedy):
      Explanation(.badData, source, problem, try: remedy)
    }
  }
}

/// Why one operation cannot be made of modules.
struct Refusal: Error {
  let problem: String
  init(_ problem: String) { self.problem = problem }

  /// An operator without a rule.
  static let unknown = Refusal("HookKit has no such operator")
}
