/// The kinds of intervention that calls and plan files may name, and what other targets keep beside them.
///
/// One registration gives a type its command-line spelling, its form in plan files, its help text, and its place in
/// `hookctl interventions`. Other sorts of things (conditions, controls, metrics, experiments) have a ``Catalogue`` each.
///
/// Registering never throws, so that a plugin is a list of what it has; whoever runs a program calls ``checked()`` once.
public struct Registry: Sendable {
  /// Everything known of a registered kind.
  public struct Kind: Sendable {
    /// The kind, as calls and plan files name it: `noise`.
    public let name: String
    /// What it does, in a line.
    public let summary: String
    /// What else people call it.
    public let otherNames: [String]
    /// Where it comes from: "built in", or the name of a plugin.
    public let origin: String
    let form: ParameterForm<any Intervention>

    /// Its parameters, in the order in which the type declares them.
    public var parameters: [ParameterInfo] { form.parameters }

    /// `noise(scale: 1, distribution: normal, shared: false)`.
    public var signature: String { "\(name)(\(parameters.map(\.signature).joined(separator: ", ")))" }
  }

  private var byName: [String: Kind] = [:]
  private var sections: [ObjectIdentifier: any RegistrySection] = [:]

  /// What is wrong with the registrations so far.
  private var faults: [any ExplainedError] = []

  /// Where what is registered now comes from: "built in", or the name of a plugin.
  public private(set) var origin = Registry.builtInOrigin

  /// A registry of nothing.
  public init() {}

  /// All kinds by name.
  public var kinds: [Kind] { byName.values.sorted { $0.name < $1.name } }

  /// Makes a type available under its kind. Two types of one kind are a fault that ``checked()`` throws.
  ///
  /// - Parameters:
  ///   - type: the type of the interventions.
  ///   - origin: where it comes from; by default the plugin that is registering.
  public mutating func add<New: Intervention>(_ type: New.Type, from origin: String? = nil) {
    let origin = origin ?? self.origin
    if let old = byName[New.kind] {
      return note(RegistryError.duplicateKind(New.kind, first: old.origin, second: origin))
    }
    do {
      byName[New.kind] = Kind(
        name: New.kind, summary: New.summary, otherNames: New.otherNames, origin: origin,
        form: try ParameterForm(of: New(), main: New.mainParameter) { $0 })
    } catch {
      note(RegistryError.unreadableParameters(New.kind, origin: origin, reason: "\(error)"))
    }
  }

  /// Registers what a plugin has. Two plugins of one name are a fault.
  ///
  /// - Parameters:
  ///   - plugin: the plugin.
  ///   - sha256: the digest of its sources, where it is known.
  public mutating func add(_ plugin: any HookPlugin.Type, sha256: String? = nil) {
    guard !plugins.contains(plugin.name) else { return note(RegistryError.duplicatePlugin(plugin.name)) }
    identities.append(PluginIdentity(name: plugin.name, version: plugin.version, sha256: sha256))
    let outer = origin
    origin = plugin.name
    plugin.register(in: &self)
    origin = outer
  }

  /// The registered plugins, in their order.
  public private(set) var identities: [PluginIdentity] = []

  /// The names of the registered plugins, in their order.
  public var plugins: [String] { identities.map(\.name) }

  /// Remembers a fault of a registration, for ``checked()``.
  public mutating func note(_ fault: any ExplainedError) { faults.append(fault) }

  /// This registry, if everything in it is as it should be.
  ///
  /// - Throws: all faults of all registrations together: kinds that two types have, for example.
  public func checked() throws -> Registry {
    guard faults.isEmpty else { throw FaultList(faults) }
    return self
  }

  /// What is registered of other sorts than interventions, in no order.
  var allSections: [any RegistrySection] { Array(sections.values) }

  /// What is registered of another sort than interventions: `registry[Metrics.self]`.
  public subscript<Section: RegistrySection>(_ type: Section.Type) -> Section {
    get { sections[ObjectIdentifier(type)] as? Section ?? Section() }
    set { sections[ObjectIdentifier(type)] = newValue }
  }

  /// Makes an intervention from its kind and the parameters given; the others have their defaults.
  ///
  /// - Throws: ``RegistryError`` for an unknown kind, and for unknown, missing or wrongly typed parameters, all faults together.
  public func intervention(_ name: String, _ given: [String: ParameterValue]) throws -> any Intervention {
    let kind = try kind(name)
    return try kind.form(given, for: kind.name, in: self)
  }

  /// What is registered by a name.
  ///
  /// - Throws: ``RegistryError/unknownKind(_:meant:known:)``.
  public func kind(_ name: String) throws -> Kind {
    if let kind = byName[name] { return kind }
    let meant = kinds.filter { $0.otherNames.contains(name.lowercased()) }.map(\.name)
    throw RegistryError.unknownKind(name, meant: meant, known: byName.keys.sorted())
  }
}

/// A kind or a parameter that is not what the registry knows.
public enum RegistryError: ExplainedError, Hashable {
  /// Two types have one kind; `first` and `second` are where they come from.
  case duplicateKind(String, first: String, second: String)
  /// Two plugins have one name.
  case duplicatePlugin(String)
  /// A type whose default value cannot be encoded, so that its parameters are not known.
  case unreadableParameters(String, origin: String, reason: String)
  /// A kind that is not there; what is known by another word, and what there is.
  case unknownKind(String, meant: [String], known: [String])
  /// A plan names the plugin of a kind, and the program does not have it.
  case kindOfPlugin(String, plugin: String)
  /// A plan names another plugin than the one that the kind is from here.
  case otherPlugin(String, wanted: String, found: String)
  /// A parameter that the kind does not have; `known` are those that it has.
  case unknownParameter(String, kind: String, known: [String])
  /// A value without a name where a name is needed; `known` are the parameters that it could be.
  case unnamedParameter(String, kind: String, known: [String])
  /// A parameter without a default that was not given.
  case missingParameter(String, type: String, signature: String)
  /// A value of another type than the parameter takes; `wanted` says which.
  case wrongType(String, kind: String, given: String, wanted: String)

  public var explanation: Explanation {
    switch self {
    case .duplicateKind(let kind, let first, let second):
      Explanation(
        .usage, "intervention \"\(kind)\"", "is registered twice: \(first), and \(second)",
        try: "give one of the types another kind")
    case .duplicatePlugin(let name):
      Explanation(
        .usage, "plugin \"\(name)\"", "two plugins have this name", try: "rename one of them, or leave one out")
    case .unreadableParameters(let kind, let origin, let reason):
      Explanation(
        .defect, "intervention \"\(kind)\" from \(origin)", "its parameters cannot be read: \(reason)",
        try: "make every stored property a @Parameter of a Codable type, or @Prepared")
    case .unknownKind(let kind, let meant, let known):
      Explanation(
        .usage, "intervention \"\(kind)\"", "there is no such intervention",
        try: meant.isEmpty
          ? NearNames.suggestion(for: kind, in: known, otherwise: "there are \(known.joined(separator: ", "))")
            + " (a plugin's kinds need --plugin FOLDER)"
          : "what is called so is \(NearNames.either(meant))")
    case .kindOfPlugin(let kind, let plugin):
      Explanation(
        .usage, "intervention \"\(kind)\"", "is from the plugin \(plugin), which this program does not have",
        try: "name its folder with --plugin FOLDER")
    case .otherPlugin(let kind, let wanted, let found):
      Explanation(
        .usage, "intervention \"\(kind)\"",
        "the plan means that of \(Self.origin(wanted)), and here it is that of \(Self.origin(found))",
        try: "name the folder of the right plugin with --plugin FOLDER")
    case .unknownParameter(let name, let kind, let known):
      Explanation(
        .usage, "parameter \"\(name)\"", "\(kind) has no such parameter",
        try: known.isEmpty ? "it takes none" : "it has \(known.joined(separator: ", "))")
    case .unnamedParameter(let value, let kind, let known):
      Explanation(
        .usage, "\(kind)(\(value))",
        known.isEmpty ? "\(kind) has no parameter that takes \(value)" : "\(value) needs the name of its parameter",
        try: known.isEmpty
          ? "write parameters as name: value" : "write \(NearNames.either(known.map { "\(kind)(\($0): \(value))" }))")
    case .missingParameter(let name, let type, let signature):
      Explanation(.usage, "\(signature)", "the parameter \(name) must be given", try: "it takes \(type)")
    case .wrongType(let name, let kind, let given, let wanted):
      Explanation(.usage, "\(kind)(\(name): \(given))", "\(given) is not what \(name) takes", try: "give \(wanted)")
    }
  }
  private static func origin(_ name: String) -> String {
    name == Registry.builtInOrigin ? "HookKit" : "the plugin \(name)"
  }
}
