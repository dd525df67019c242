import Foundation
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// Runs with everything it takes to do them again, and to see where another run parts from them.
public struct RunBundle: Sendable {
  /// A field with what was seen on the way.
  public struct Record: Sendable {
    /// "original", "patched", "field".
    public let name: String
    /// The edits, as a plan file has them.
    public let plan: String
    /// What the policy does on every square under these edits.
    public let field: VectorField
    /// Every site in the order of computation; a row for each square of the field.
    public let sites: [ActivationSketch]
  }

  /// The version of the form.
  static let version = 1

  /// The program that wrote it.
  public let program: String
  /// The command that made it.
  public let command: String
  /// The name of the policy.
  public let modelName: String
  /// The SHA-256 of its checkpoint file, in hexadecimal digits; empty for a network that is not from a file.
  public let modelSHA256: String
  /// How the maze was drawn for the policy: "procgen" or "plain".
  public let theme: String
  /// The bytes of the environment's state.
  public let state: [UInt8]
  /// The seed of all random draws.
  public let seed: UInt64
  /// The files that plans name.
  let files: [NamedFile]
  /// The plugins that edits are from.
  public let plugins: [PluginIdentity]
  /// The runs, in the order in which they were made.
  public let records: [Record]

  /// Runs a policy on a maze under some plans, and keeps what is seen.
  ///
  /// - Parameters:
  ///   - plans: the plans, with what their runs are to be called.
  ///   - fields: the runs of these plans, one for each, where they kept sketches (`RunOptions.sketching`); others are done
  ///     again.
  ///   - state: the maze.
  ///   - facing: which way the mouse looks; for both, each plan has a run for each facing.
  ///   - setting: the policy, and how mazes are drawn for it.
  ///   - seed: the seed of all random draws.
  ///   - command: the command that made it, for whoever reads the bundle.
  ///   - progress: told how many rows are done, of how many; a row is a square in a run.
  /// - Complexity: a forward pass over all squares for each plan and facing, where they are not given.
  public init(
    _ plans: [(name: String, plan: Plan)], fields: [FieldRun] = [], on state: MazeState, facing: FieldFacing = .state,
    setting: SweepSetting, seed: UInt64, command: String,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws {
    let fields =
      try fields.isEmpty || fields.contains { $0.sketches.isEmpty }
      ? Self.fields(plans.map(\.plan), on: state, facing: facing, setting, seed: seed, progress) : fields
    let records = try facing.sides.enumerated().flatMap { number, side in
      try zip(plans, fields).map { named, run in
        try Record(
          facing == .both ? "\(named.name), facing \(side.rawValue)" : named.name, named.plan,
          Self.side(side, of: run.field), run.sketches[number], setting)
      }
    }
    try self.init(records, of: plans.map(\.plan), on: state, setting: setting, seed: seed, command: command)
  }

  /// The field of one facing.
  private static func side(_ facing: FieldFacing, of field: VectorField) -> VectorField {
    field.facings.map { facing == .left ? $0.left : $0.right } ?? field
  }

  private static func fields(
    _ plans: [Plan], on state: MazeState, facing: FieldFacing, _ setting: SweepSetting, seed: UInt64,
    _ progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) throws -> [FieldRun] {
    let options = RunOptions(
      seed: seed, observations: setting.observations, activations: setting.activations(), progress: progress)
    return try VectorField.compute(
      state, policy: setting.policy, under: plans, renderer: setting.renderer, facing: facing,
      options: options.sketching)
  }

  private init(
    _ records: [Record], of plans: [Plan], on state: MazeState, setting: SweepSetting, seed: UInt64, command: String
  ) throws {
    var files = NamedFiles()
    for plan in plans { try files.add(plan) }
    (program, self.command) = ("hookctl \(Version.current)", command)
    (modelName, modelSHA256, theme) = (setting.policy.name, setting.policy.sha256, setting.theme)
    (self.state, self.seed, self.files) = (state.bytes, seed, try files.digests())
    var uses = PlanUses(plans)
    uses.add([setting.policy])
    plugins = setting.registry.plugins(of: uses)
    self.records = records
  }

  /// The runs done again.
  ///
  /// - Throws: ``BundleError`` for another model or changed files, and what runs throw.
  public func repeated(
    with policy: Policy, registry: Registry,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> RunBundle {
    guard policy.sha256 == modelSHA256 else {
      throw BundleError.otherModel(
        wanted: "\(modelName), SHA-256 \(modelSHA256)", given: "\(policy.name), \(policy.sha256)")
    }
    for file in files {
      let now = SHA256.hexDigest(of: try FileInput.read(file.path))
      guard now == file.sha256 else { throw BundleError.changedFile(file.path) }
    }
    guard let theme = Theme(rawValue: theme) else {
      throw BundleError.unreadable("its theme \"\(theme)\" is unknown")
    }
    let state = try MazeState(bytes: state)
    let setting = SweepSetting(
      policy: policy, renderer: try MazeRenderer(theme: theme), mode: state.mode, registry: registry)
    let plans = try records.map { try Plan(text: $0.plan, registry: registry) }
    let rows = records.map(\.field.squares.count)
    var again = records, done = 0
    for facing in FieldFacing.allCases {
      let own = records.indices.filter { records[$0].field.facing == facing }
      guard !own.isEmpty else { continue }
      let runs = try Self.fields(own.map { plans[$0] }, on: state, facing: facing, setting, seed: seed) {
        [done] now, _ in progress(done + now, rows.reduce(0, +))
      }
      for (number, run) in zip(own, runs) {
        again[number] = try Record(records[number].name, plans[number], run.field, run.sketches[0], setting)
      }
      done += own.reduce(0) { $0 + rows[$1] }
    }
    return try RunBundle(again, of: plans, on: state, setting: setting, seed: seed, command: command)
  }
}

extension RunBundle.Record {
  fileprivate init(
    _ name: String, _ plan: Plan, _ field: VectorField, _ sketches: [String: RowSketches], _ setting: SweepSetting
  ) throws {
    (self.name, self.plan, self.field) = (name, try plan.record(naming: setting.registry), field)
    sites = setting.policy.graph.sites.compactMap { site in
      sketches[site.name].map { ActivationSketch($0, of: site) }
    }
  }
}

extension RunBundle.Record: Codable, KeyedRecord {
  package static var keys: [String] { ["name", "plan", "field", "sites"] }
}

extension RunBundle: Codable {
  private enum Key: String, CodingKey, CaseIterable {
    case version, program, command, model, sha256, theme, state, seed, files, plugins, runs
  }

  public init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, known: Key.allCases.map(\.rawValue))
    let values = try decoder.container(keyedBy: Key.self)
    let version = try values.decode(Int.self, forKey: .version)
    guard version == Self.version else { throw BundleError.version(version) }
    program = try values.decode(String.self, forKey: .program)
    command = try values.decode(String.self, forKey: .command)
    modelName = try values.decode(String.self, forKey: .model)
    modelSHA256 = try values.decode(String.self, forKey: .sha256)
    theme = try values.decode(String.self, forKey: .theme)
    state = [UInt8](try values.decode(Data.self, forKey: .state))
    seed = try values.decode(UInt64.self, forKey: .seed)
    files = try values.decode([StrictRecord<NamedFile>].self, forKey: .files).map(\.record)
    plugins = (try values.decodeIfPresent([StrictRecord<PluginIdentity>].self, forKey: .plugins) ?? []).map(\.record)
    records = try values.decode([StrictRecord<Record>].self, forKey: .runs).map(\.record)
    guard records.allSatisfy({ run in run.sites.allSatisfy { $0.hashes.count == run.field.squares.count } })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .runs, in: values, debugDescription: "there is not one row for each square")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(Self.version, forKey: .version)
    try values.encode(program, forKey: .program)
    try values.encode(command, forKey: .command)
    try values.encode(modelName, forKey: .model)
    try values.encode(modelSHA256, forKey: .sha256)
    try values.encode(theme, forKey: .theme)
    try values.encode(Data(state), forKey: .state)
    try values.encode(seed, forKey: .seed)
    try values.encode(files, forKey: .files)
    if !plugins.isEmpty { try values.encode(plugins, forKey: .plugins) }
    try values.encode(records, forKey: .runs)
  }

  /// Reads the contents of a bundle's file.
  ///
  /// - Throws: ``BundleError``.
  public init(json: [UInt8]) throws {
    do {
      self = try StrictJSON.decode(Self.self, from: json)
    } catch let error as DecodingError {
      throw BundleError.unreadable(error.plainReason)
    }
  }

  /// The contents of a bundle's file.
  public var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
  }
}

/// A bundle that cannot be read, or run again.
public enum BundleError: ExplainedError, Hashable {
  /// Contents that are no bundle, and why.
  case unreadable(String)
  /// A version of bundles that this HookKit does not read.
  case version(Int)
  /// Another policy than the runs were of.
  case otherModel(wanted: String, given: String)
  /// A file that plans name, and that is no longer the one that was used.
  case changedFile(String)
  /// Two runs that cannot be compared, and why.
  case differentShape(String)
  /// A run that the bundle does not have; `known` are those that it has.
  case noRun(String, known: [String])
  /// A run that came out otherwise than the bundle says, and where.
  case differs(String)
  /// A sweep whose plans were made by code, of which the file holds no text.
  case madeInSwift

  public var explanation: Explanation {
    switch self {
    case .unreadable(let reason):
      .unreadable("bundle", reason, try: "write one with `hookctl compare --bundle FILE`")
    case .version(let version):
      .otherVersion("bundle", version, reads: RunBundle.version)
    case .otherModel(let wanted, let given):
      Explanation(
        .usage, "model \(given)", "the runs were of \(wanted)", try: "name that checkpoint with --model")
    case .changedFile(let path):
      Explanation(
        .badData, path, "is not the file that the runs were made with: its SHA-256 is another",
        try: "bring the old file back")
    case .differentShape(let what):
      Explanation(.usage, "difference of two runs", what, try: "compare runs of one network on one maze")
    case .noRun(let name, let known):
      .unknown("run", name, among: known, problem: "the bundle has no such run")
    case .differs(let what):
      Explanation(.badData, "replay", what, try: "`hookctl diff` says where two bundles part")
    case .madeInSwift:
      Explanation(
        .usage, "sweep", "its plans were made by Swift code, which the file does not hold",
        try: "run that code again; the plans themselves are in the table `points`")
    }
  }
}
