/// The names that another program gives to the parameters of a network that HookKit knows.
///
/// ```swift
/// enum MyNames: ParameterDialect {
///   static let name = "my trainer"
///   static let signature = "body.conv0.weight"
///   static let names = ["body.conv0.*": "embedder.block1.conv.*", "body.fc.*": "embedder.fc.*", "pi.*": "fc_policy.*"]
/// }
/// registry.add(MyNames.self)     // `hookctl --plugin MyNames compare --model theirs.pth` then works
/// ```
public protocol ParameterDialect: Sendable {
  /// Whose names they are, as `hookctl model info` says it.
  static var name: String { get }

  /// A parameter that every checkpoint of this program has, and no other; its name there.
  static var signature: String { get }

  /// The network's names for those of the program, as a ``NameMap`` has them: one `*` on either side stands for the same text.
  ///
  /// A checkpoint need not have all of them; one that they lack stays as it is, and is reported as unexpected. What all names
  /// begin with besides, and the `:0` of TensorFlow, is taken off before.
  static var names: [String: String] { get }
}

/// The dialects that come with HookKit; those of plugins stand beside them in a registry.
public enum ParameterDialects {
  /// The dialects, in the order in which a checkpoint's names are tried on them.
  public static let builtIn: [any ParameterDialect.Type] = [RLlibNames.self, CleanRLNames.self]
}
