import HookKit

/// A family of policy networks: how to know one by its parameters, and how to build its graph.
///
/// Another network is one more conforming type, listed in ``Architectures/all``.
public protocol Architecture: Sendable {
  /// What `hookctl model info` calls it.
  static var name: String { get }

  /// A parameter that every checkpoint of this family has, and no other.
  static var signature: String { get }

  /// Builds the network.
  ///
  /// - Parameters:
  ///   - parameters: the source of all parameters; one that lacks some reports them afterwards.
  ///   - signatureShape: the shape of the ``signature`` parameter, from which sizes follow.
  /// - Throws: ``ArchitectureError`` when that shape belongs to no network of the family.
  static func graph(from parameters: inout some ParameterSource, signatureShape: Shape) throws -> ModuleGraph
}

/// The families that checkpoints are recognised as.
public enum Architectures {
  /// The families, in the order in which a checkpoint is tried on them.
  public static let all: [any Architecture.Type] = [Impala.self, NatureCNN.self]
}

/// Parameters that belong to no network of a family.
public enum ArchitectureError: ExplainedError, Hashable {
  /// A parameter whose shape no network of the family has; `wanted` says which shapes there are.
  case shape(parameter: String, given: Shape, wanted: String)

  public var explanation: Explanation {
    switch self {
    case .shape(let parameter, let given, let wanted):
      Explanation(.badData, "parameter \(parameter)", "has shape \(given)", try: "it should be \(wanted)")
    }
  }
}
