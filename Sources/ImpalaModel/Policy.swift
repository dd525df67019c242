import HookKit

/// A policy network with what is known of where it comes from.
public struct Policy: Sendable {
  /// The network; its outputs are the logits of the actions and the value of the state.
  public let graph: ModuleGraph

  /// What to call it: the file's name, or "maze-small (bundled)".
  public let name: String

  /// The SHA-256 of the checkpoint file, in hexadecimal digits; empty for a network that is not from a file.
  public let sha256: String

  /// The name of its family: "IMPALA".
  public let architecture: String

  /// What it takes and gives.
  public let interface: PolicyInterface

  /// The program whose names its checkpoint has, where they were translated: "RLlib".
  public let namesOf: String?

  /// A policy of a network, whose runs carry `name` and `sha256` in their recipes.
  public init(
    graph: ModuleGraph, name: String, sha256: String = "", architecture: String, interface: PolicyInterface = .procgen,
    namesOf: String? = nil
  ) {
    var graph = graph
    graph.source = NetworkSource(name: name, sha256: sha256)
    self.graph = graph
    self.name = name
    self.sha256 = sha256
    self.architecture = architecture
    self.interface = interface
    self.namesOf = namesOf
  }

  /// What recipes say of it: `{"name":, "sha256":}`; of a recurrent one `"state":` too, "initial" where it is shown single
  /// observations and "carried" where it plays.
  public func identity(carriesState: Bool = false) -> JSONValue {
    JSONValue.object([.init("name", .string(name)), .init("sha256", .string(sha256))])
      .adding("state", isRecurrent ? .string(carriesState ? "carried" : "initial") : nil)
  }

  /// The site of the logits of procgen policies.
  public static let logitsSite = PolicyInterface.procgen.logits

  /// The site of the state's value of procgen policies.
  public static let valueSite = PolicyInterface.procgen.value ?? ""
}
