import HookKit

/// A family of policy networks: how to know one by its parameters, and how to build its graph.
///
/// ```swift
/// enum MyNet: Architecture {
///   static let name = "MyNet"
///   static let signature = "body.0.weight"
///   static func graph(from parameters: inout some ParameterSource, signatureShape: Shape) throws -> ModuleGraph { ... }
/// }
/// registry.add(MyNet.self)     // `hookctl --plugin MyNet compare --model my.pth` then works
/// ```
public protocol Architecture: Sendable {
  /// What `hookctl model info` calls it.
  static var name: String { get }

  /// A parameter that every checkpoint of this family has, and no other.
  static var signature: String { get }

  /// What its policies take and give. The default is ``PolicyInterface/procgen``.
  static var interface: PolicyInterface { get }

  /// What one of its policies takes and gives, where that depends on its network: the states of one that may be recurrent.
  /// The default is `interface`.
  static func interface(of graph: ModuleGraph) -> PolicyInterface

  /// The networks of the family that a file with parameters of these shapes could hold, with the shape of the signature: for
  /// the error for a file that no family knows. The default is none.
  static func candidates(among shapes: [Shape]) -> [(name: String, signatureShape: Shape)]

  /// Builds the network.
  ///
  /// - Parameters:
  ///   - parameters: the source of all parameters; one that lacks some reports them afterwards.
  ///   - signatureShape: the shape of the ``signature`` parameter, from which sizes follow.
  /// - Throws: ``ArchitectureError`` when that shape belongs to no network of the family.
  static func graph(from parameters: inout some ParameterSource, signatureShape: Shape) throws -> ModuleGraph
}

extension Architecture {
  public static var interface: PolicyInterface { .procgen }
  public static func interface(of graph: ModuleGraph) -> PolicyInterface { interface }
  public static func candidates(among shapes: [Shape]) -> [(name: String, signatureShape: Shape)] { [] }
}

/// The families that come with HookKit; those of plugins stand beside them in a registry.
public enum Architectures {
  /// The families, in the order in which a checkpoint is tried on them.
  public static let builtIn: [any Architecture.Type] = [Impala.self, NatureCNN.self, BaselinesImpala.self]
}

/// Parameters that belong to no network of a family.
public enum ArchitectureError: ExplainedError, Hashable {
  /// A parameter whose shape no network of the family has; `wanted` says which shapes there are.
  case shape(parameter: String, given: Shape, wanted: String)
  /// A graph that is not what the family's interface says: `what` is the observation, or a site.
  case interface(String, what: String, given: String, wanted: String)
  /// A graph whose states are not those that the interface says.
  case states(String, problem: String)

  public var explanation: Explanation {
    switch self {
    case .shape(let parameter, let given, let wanted):
      Explanation(.badData, "parameter \(parameter)", "has shape \(given)", try: "it should be \(wanted)")
    case .interface(let name, let what, let given, let wanted):
      Explanation(
        .defect, "architecture \"\(name)\"", "its graph has \(given) for the \(what), and its interface says \(wanted)",
        try: "correct the graph, or the interface")
    case .states(let name, let problem):
      Explanation(
        .defect, "architecture \"\(name)\"", "its graph \(problem)", try: "correct the graph, or the interface")
    }
  }
}
