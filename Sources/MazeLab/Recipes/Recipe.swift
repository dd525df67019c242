import HookKit
import ImpalaModel
import MazeEnv

/// How a file was made, so that it can be made again. Every picture and data file carries one.
public struct Recipe: Sendable, Hashable {
  private var members: [JSONValue.Member]
  /// What is used of the registry, as far as it is known.
  private var uses = PlanUses()

  /// The recipe of what this process makes: its version and its command line.
  public init() { self.init(command: CommandText.current) }

  /// A recipe with this command; without one, two spellings of the same thing have one recipe.
  public init(command: String?) {
    members = [.init("program", .string("hookctl \(Version.current)"))]
    if let command { add("command", .string(command)) }
  }

  /// Adds a value under a key; one that is there already gets the new value in its place.
  public mutating func add(_ key: String, _ value: JSONValue) {
    let member = JSONValue.Member(key, value)
    if let place = members.firstIndex(where: { $0.key == key }) {
      members[place] = member
    } else {
      members.append(member)
    }
  }

  /// Adds which model was used: its name and the SHA-256 of its file.
  public mutating func add(_ policy: Policy) { add([policy]) }

  /// Adds which models were used: one as ever, several as a list under "models".
  ///
  /// - Parameters:
  ///   - policies: the policies, at least one.
  ///   - carriesState: whether the state of recurrent ones is carried from step to step.
  public mutating func add(_ policies: [Policy], carriesState: Bool = false) {
    let models = policies.map { $0.identity(carriesState: carriesState) }
    if models.count == 1 { add("model", models[0]) } else { add("models", .array(models)) }
    uses.add(policies)
  }

  /// Adds which level was used.
  public mutating func add(_ state: MazeState) {
    add("level", .integer(Int(state.currentLevelSeed)))
    add("mode", .string(state.mode.rawValue))
  }

  /// Adds which way the mouse looks; nothing where it looks as it does.
  public mutating func add(_ facing: FieldFacing) {
    if facing != .state { add("facing", .string(facing.rawValue)) }
  }

  /// Adds the edits with the plugins that they are from, and the seed of their draws.
  public mutating func add(_ plan: Plan, seed: UInt64, naming registry: Registry) throws {
    add("plan", try JSONValue(plan, naming: registry))
    add("seed", .string(String(seed)))
    add(PlanUses([plan]), naming: registry)
  }

  /// Adds plugins whose code was used: their names, versions and the SHA-256 of their sources.
  public mutating func add(_ plugins: [PluginIdentity]) {
    if !plugins.isEmpty { add("plugins", JSONValue(plugins)) }
  }

  /// Adds the plugins that this, and all that the recipe knows to be used already, is from.
  package mutating func add(_ uses: PlanUses, naming registry: Registry) {
    use(uses)
    add(registry.plugins(of: self.uses))
  }

  /// Notes what is used, for when the registry is at hand.
  package mutating func use(_ uses: PlanUses) { self.uses.formUnion(uses) }

  /// Adds what was run while a log was open: the networks, whatever policy was asked for.
  public mutating func add(_ log: RunLog) {
    let models = log.graphs.map { JSONValue($0) }
    guard let first = models.first else { return }
    add("model", first)
    if models.count > 1 { add("models", .array(models)) }
  }

  /// The recipe as an object.
  public var json: JSONValue { .object(members) }

  /// The recipe on one line, for metadata.
  public var text: String { json.line }

  /// The command that made it.
  public var command: String {
    for member in members where member.key == "command" {
      if case .string(let command) = member.value { return command }
    }
    return ""
  }
}

extension JSONValue {
  /// A plan as plan files spell it, with the plugins that its kinds are from where the registry is known.
  public init(_ plan: Plan, naming registry: Registry? = nil) throws {
    self = try JSONValue(text: plan.record(naming: registry)).ordered(by: ["version", "allowUnmatched", "edits"])
  }

  /// Plugins, as recipes and files have them.
  public init(_ plugins: [PluginIdentity]) {
    self = .array(
      plugins.map { plugin in
        JSONValue.object([Member("name", .string(plugin.name))])
          .adding("version", plugin.version.map { .string($0) }).adding("sha256", plugin.sha256.map { .string($0) })
      })
  }

  /// A network that was run: its file, and the digest of the parameters themselves.
  fileprivate init(_ graph: ModuleGraph) {
    self = .object([
      Member("name", .string(graph.source?.name ?? "")), Member("sha256", .string(graph.source?.sha256 ?? "")),
      Member("parameters_sha256", .string(graph.parametersSHA256)),
    ])
  }
}
