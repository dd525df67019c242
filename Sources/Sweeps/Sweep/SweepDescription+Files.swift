import Foundation
import HookKit
import MazeEnv

extension SweepDescription: Codable {
  private enum Key: String, CodingKey, CaseIterable {
    case version, levels, files, change, conditions = "where", mode, mazes, facing, seeds, axes, plans, patches,
      patchesBeforePlans, allowUnmatched, metrics
    case nulls, controls, nullsOf
  }

  /// Reads a sweep file's contents; unknown keys are errors.
  public init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, known: Key.allCases.map(\.rawValue), SweepError.fileKey)
    let values = try decoder.container(keyedBy: Key.self)
    let version = try values.decode(Int.self, forKey: .version)
    guard version == Self.version else { throw SweepError.fileVersion(version) }
    func text(_ key: Key) throws -> String? {
      try values.decodeIfPresent(WrittenValue.self, forKey: key)?.text
    }
    func texts(_ key: Key) throws -> [String] {
      try values.decodeIfPresent(WrittenValue.self, forKey: key)?.parts ?? []
    }
    let (levels, files) = (try text(.levels) ?? "", try texts(.files))
    guard !levels.isEmpty || !files.isEmpty else { throw SweepError.noLevels }
    let axes = try values.decodeIfPresent([String: WrittenValue].self, forKey: .axes) ?? [:]
    self.init(
      levels: levels, mode: try values.decodeIfPresent(MazeMode.self, forKey: .mode) ?? .hard,
      mazes: try texts(.mazes), facings: try texts(.facing), seeds: try text(.seeds) ?? "0",
      axes: axes.mapValues(\.text),
      plans: try values.decodeIfPresent([NamedPlan].self, forKey: .plans) ?? [], patches: try texts(.patches),
      patchesBeforePlans: try values.decodeIfPresent(Int.self, forKey: .patchesBeforePlans) ?? 0,
      allowUnmatched: try values.decodeIfPresent(Bool.self, forKey: .allowUnmatched) ?? false,
      metrics: try texts(.metrics), nulls: try values.decodeIfPresent(Int.self, forKey: .nulls) ?? 0,
      controls: try texts(.controls), nullsOf: try text(.nullsOf))
    (self.files, change, conditions) = (files, try text(.change), try texts(.conditions))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(Self.version, forKey: .version)
    if !levels.isEmpty { try values.encode(levels, forKey: .levels) }
    if !files.isEmpty { try values.encode(files, forKey: .files) }
    try values.encodeIfPresent(change, forKey: .change)
    if !conditions.isEmpty { try values.encode(conditions, forKey: .conditions) }
    try values.encode(mode, forKey: .mode)
    try values.encode(seeds, forKey: .seeds)
    if !mazes.isEmpty { try values.encode(mazes, forKey: .mazes) }
    if !facings.isEmpty { try values.encode(facings, forKey: .facing) }
    if !axes.isEmpty { try values.encode(axes, forKey: .axes) }
    if !plans.isEmpty { try values.encode(plans, forKey: .plans) }
    if !patches.isEmpty { try values.encode(patches, forKey: .patches) }
    if patchesBeforePlans != 0 { try values.encode(patchesBeforePlans, forKey: .patchesBeforePlans) }
    if allowUnmatched { try values.encode(true, forKey: .allowUnmatched) }
    try values.encode(metrics, forKey: .metrics)
    if nulls != 0 { try values.encode(nulls, forKey: .nulls) }
    if !controls.isEmpty { try values.encode(controls, forKey: .controls) }
    try values.encodeIfPresent(nullsOf, forKey: .nullsOf)
  }

  /// Reads the text of a sweep file, JSON or YAML.
  ///
  /// - Throws: ``SweepError`` for text that is no sweep.
  public init(text: String) throws {
    do {
      self = try Document.decode(Self.self, from: text)
    } catch let error as DocumentError {
      throw SweepError.file(error.reason)
    }
  }

  /// The description as JSON on one line, keys in alphabetical order.
  public var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

/// What stands in braces, as files write it: `[1, 2]`, `1`, `0..<10`.
private struct WrittenValue: Decodable {
  /// The elements of a list, or the one value.
  let parts: [String]
  var text: String { parts.joined(separator: ", ") }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let values = try? container.decode([WrittenValue].self) {
      parts = values.map(\.text)
    } else if let seed = try? container.decode(UInt64.self) {
      // Seeds use all 64 bits, which no other number of a plan does.
      parts = [String(seed)]
    } else {
      switch try container.decode(ParameterValue.self) {
      case .null: parts = []
      case .text(let text): parts = [text]
      case let value: parts = [value.description]
      }
    }
  }
}
