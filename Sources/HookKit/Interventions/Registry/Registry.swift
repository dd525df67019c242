/// The kinds of intervention that calls and plan files may name, and what other targets keep beside them.
///
/// One registration gives a type its command-line spelling, its form in plan files, its help text, and its place in
/// `hookctl interventions`. Other sorts of things (conditions, controls, metrics, experiments) have a ``Catalogue`` each.
///
/// Registering never throws, so that a plugin is a list of what it has; whoever runs a program calls ``checked()`` once.
public struct Registry: Sendable {
  /// Everything known of a registered kind.
  public struct Kind: Sendable {
    /// What one of them is called.
    package static let noun = "intervention"

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

  /// Whether what is registered now is HookKit's own, which tests make sure of: nothing is computed to check it.
  package private(set) var isTrusted = false

  /// Registers what comes with HookKit.
  package mutating func addBuiltIn(_ register: (inout Registry) -> Void) {
    isTrusted = true
    register(&self)
    isTrusted = false
  }

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
      return note(CatalogueError.duplicate(New.kind, noun: Kind.noun, first: old.origin, second: origin))
    }
    guard
      let form: ParameterForm<any Intervention> = form(
        of: New(), main: New.mainParameter, Kind.noun, New.kind, from: origin, as: { $0 })
    else { return }
    byName[New.kind] = Kind(
      name: New.kind, summary: New.summary, otherNames: New.otherNames, origin: origin, form: form)
  }

  /// Registers what a plugin has. Two plugins of one name are a fault.
  ///
  /// - Parameters:
  ///   - plugin: the plugin.
  ///   - sha256: the digest of its sources, where it is known.
  public mutating func add(_ plugin: any HookPlugin.Type, sha256: String? = nil) {
    guard !plugins.contains(plugin.name) else {
      return note(Fault(.duplicate("plugin", plugin.name, try: "rename one of them, or leave one out")))
    }
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
  /// - Throws: what ``kind(_:)`` does; ``RegistryError`` for unknown, missing or wrongly typed parameters, all faults together.
  public func intervention(_ name: String, _ given: [String: ParameterValue]) throws -> any Intervention {
    let kind = try kind(name)
    return try kind.form(given, for: kind.name, in: self)
  }

  /// What is registered by a name.
  ///
  /// - Throws: `CatalogueError.unknown`, with near names; `Fault` for a word that other kinds are known by.
  public func kind(_ name: String) throws -> Kind {
    if let kind = byName[name] { return kind }
    let meant = kinds.filter { $0.otherNames.contains(name.lowercased()) }.map(\.name)
    guard meant.isEmpty else {
      throw Fault(
        .usage, "\(Kind.noun) \"\(name)\"", "there is no such \(Kind.noun)",
        try: "what is called so is \(NearNames.either(meant))")
    }
    throw CatalogueError.unknown(name, noun: Kind.noun, known: byName.keys.sorted())
  }
}
