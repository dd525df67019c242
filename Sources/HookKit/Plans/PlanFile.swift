import Foundation

/// The form of plans in JSON and YAML files.
///
/// ```yaml
/// version: 1
/// edits:
///   - {kind: noise, parameters: {scale: 0.2}, site: embedder.block2.res1.resadd_out}
///   - {kind: zero, site: embedder.block2.res1.resadd_out, when: at-decision-square, from: 5, every: 2}
///   - "zero@embedder.block2.res1.resadd_out[55]"     # a call works too, in quotes
/// ```
struct PlanFile: Codable {
  var version: Int
  var allowUnmatched: Bool?
  var edits: [Entry]

  /// An edit, as a record or as a call.
  enum Entry {
    case record(Record)
    case call(String)
  }

  struct Record: Codable {
    var kind: String
    /// The plugin that the kind is from; nil for what is built in, or not known.
    var plugin: String?
    var parameters: [String: ParameterValue]?
    var site: String
    /// The name of the edits that it belongs to.
    var group: String?
    var selection: String?
    var when: Conditions?
    var from: ParameterValue?
    var until: ParameterValue?
    var every: ParameterValue?
  }

  /// One condition, or several in a list.
  struct Conditions: Codable {
    var texts: [String]
  }

  static let version = 1
  static let recordKeys = [
    "kind", "plugin", "parameters", "site", "group", "selection", "when", "from", "until", "every",
  ]
}

extension PlanFile.Entry: Codable {
  init(from decoder: any Decoder) throws {
    if let call = try? decoder.singleValueContainer().decode(String.self) {
      self = .call(call)
    } else {
      try StrictKeys.check(decoder, known: PlanFile.recordKeys, PlanError.unknownKey)
      self = .record(try PlanFile.Record(from: decoder))
    }
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .record(let record): try record.encode(to: encoder)
    case .call(let call):
      var container = encoder.singleValueContainer()
      try container.encode(call)
    }
  }
}

extension PlanFile {
  init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, known: ["version", "allowUnmatched", "edits"], PlanError.unknownKey)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    version = try container.decode(Int.self, forKey: .version)
    allowUnmatched = try container.decodeIfPresent(Bool.self, forKey: .allowUnmatched)
    edits = try container.decode([Entry].self, forKey: .edits)
  }

  /// - Parameters:
  ///   - registry: what knows the plugins of kinds; nil to leave them out.
  ///   - notesCode: whether a note stands for an edit that is code, so that the plan can be shown and not be read.
  /// - Throws: ``PlanError/code(_:)`` for code, unless it is noted.
  init(_ plan: Plan, naming registry: Registry? = nil, notesCode: Bool = false) throws {
    version = Self.version
    allowUnmatched = plan.allowUnmatched ? true : nil
    edits = try plan.edits.map { edit in
      guard let intervention = edit.intervention as? any Intervention else {
        guard notesCode else { throw PlanError.code(edit.description) }
        return .call(edit.note ?? edit.description)
      }
      let selection = edit.selection.description
      var record = Record(
        kind: edit.kind, plugin: registry?.plugins(ofKinds: [edit.kind]).first?.name,
        parameters: try ParameterCoding.encode(intervention), site: edit.pattern.text,
        group: edit.group, selection: selection.isEmpty ? nil : selection)
      if let timing = edit.timing { record.set(timing) }
      return .record(record)
    }
  }

  func plan(_ registry: Registry) throws -> Plan {
    guard version == Self.version else { throw PlanError.version(version) }
    var faults: [any ExplainedError] = []
    var result: [Edit] = []
    for entry in edits {
      do { result += try entry.edits(registry) } catch let error as any ExplainedError { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return Plan(edits: result, allowUnmatched: allowUnmatched ?? false)
  }
}

extension PlanFile.Entry {
  fileprivate func edits(_ registry: Registry) throws -> [Edit] {
    switch self {
    case .call(let text): return try CallSyntax.edits(text, registry: registry)
    case .record(let record):
      try record.checkPlugin(registry)
      var edit = Edit(
        SitePattern(record.site), any: try registry.intervention(record.kind, record.parameters ?? [:]),
        on: try registry.selection(CallSyntax.selection(record.selection ?? "")), when: try record.timing)
      edit.group = record.group
      return [edit]
    }
  }
}

extension PlanFile.Record {
  /// Checks that the kind is the one that the plan means.
  fileprivate func checkPlugin(_ registry: Registry) throws {
    guard let plugin else { return }
    let found = registry.origin(of: kind)
    guard found != plugin else { return }
    throw Fault(
      .usage, "\(Registry.Kind.noun) \"\(kind)\"",
      found.map { "the plan means that of \(Self.origin(plugin)), and here it is that of \(Self.origin($0))" }
        ?? "is from the plugin \(plugin), which this program does not have",
      try: "name \(found == nil ? "its folder" : "the folder of the right plugin") with --plugin FOLDER")
  }

  private static func origin(_ name: String) -> String {
    name == Registry.builtInOrigin ? "HookKit" : "the plugin \(name)"
  }
}

extension Plan {
  /// Reads a plan from the text of a JSON or YAML file.
  ///
  /// - Throws: ``PlanError`` for text that is no plan; ``Essentials/FaultList`` with every edit that the registry does not
  ///   accept.
  public init(text: String, registry: Registry) throws {
    let file: PlanFile
    do {
      file = try Document.decode(PlanFile.self, from: text)
    } catch let error as DocumentError {
      throw PlanError.notAPlan(error.reason)
    }
    self = try file.plan(registry)
  }

  /// The plan as JSON, readable and with stable order.
  public var json: String { get throws { try json(of: PlanFile(self)) } }

  /// The plan as JSON for recipes and results: with a note in the place of every edit that is code, which plan files do not
  /// have.
  package func record(naming registry: Registry? = nil) throws -> String {
    try json(of: PlanFile(self, naming: registry, notesCode: true))
  }

  /// The plan as JSON, with the plugins that its kinds are from.
  public func json(naming registry: Registry) throws -> String { try json(of: PlanFile(self, naming: registry)) }

  private func json(of file: PlanFile) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(file), as: UTF8.self) + "\n"
  }

  /// The plan as YAML.
  public var yaml: String { get throws { try Document.yaml(PlanFile(self)) } }

  /// The plan as YAML, with the plugins that its kinds are from.
  public func yaml(naming registry: Registry) throws -> String {
    try Document.yaml(PlanFile(self, naming: registry))
  }
}

/// Text that is not a plan.
public enum PlanError: ExplainedError, Hashable {
  /// Text that cannot be read as a plan, and why.
  case notAPlan(String)
  /// A key that plans do not have; `known` are those that they may have in its place.
  case unknownKey(String, known: [String])
  /// A version of plan files that this HookKit does not read.
  case version(Int)
  /// An edit that is code of a program.
  case code(String)
  /// A group that no edit of the plan belongs to.
  case noGroup(String, known: [String])

  /// YAML takes the colon of `noise(scale: 0.2)` for that of a key.
  private static let quoting = "put calls in quotes: - \"noise(scale: 0.2)@SITE\""

  public var explanation: Explanation {
    switch self {
    case .notAPlan(let reason):
      .unreadable(
        "plan", reason,
        try: reason.contains("mapping values are not allowed")
          ? Self.quoting : "a plan has a version and a list of edits; see --write-plan")
    case .unknownKey(let key, let known):
      key.contains("(")
        ? Explanation(.badData, "plan", "the key \"\(key)\" means nothing here", try: Self.quoting)
        : .unknownKey(key, in: "plan", among: known)
    case .code(let call):
      Explanation(
        .usage, call, "is code of a program, which cannot be written to a plan file",
        try: "write it as `formula(\"...\")`, or as an intervention with a kind")
    case .noGroup(let name, let known):
      .unknown(
        "group", name, among: known, problem: "no edit of the plan belongs to it",
        otherwise: known.isEmpty
          ? "name one: --patch 'group(CALL, CALL, named: NAME)', or group: NAME in a plan file" : nil)
    case .version(let version):
      .otherVersion("plan", version, reads: PlanFile.version)
    }
  }
}
