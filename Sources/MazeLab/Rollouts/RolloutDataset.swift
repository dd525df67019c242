import HookKit
import MazeEnv

/// The episodes of a rollout as arrays, written as they end: one row to an episode, and one row to a step.
///
/// `Documentation/FileFormats.md` describes the arrays.
public struct RolloutDataset {
  private let archive: GrowingArchive
  private let columns: [GrowingArchive.Column]
  private let captured: [Site]

  /// Opens the folder in which the data grows, and finds out what is there already.
  ///
  /// - Parameters:
  ///   - folder: where the data grows.
  ///   - sites: the sites that the rollout captures.
  ///   - fingerprint: says which rollout it is.
  ///   - isFresh: whether what is there is thrown away.
  public init(folder: String, sites: [Site], fingerprint: String, isFresh: Bool = false) throws {
    captured = sites.sorted { $0.index < $1.index }
    columns =
      EpisodeArrays.columns + captured.map { .init("captured/\($0.name)", .float32, row: $0.shape.sizes) }
    archive = try GrowingArchive(folder: folder, columns: columns, fingerprint: fingerprint, isFresh: isFresh)
  }

  /// The folder in which the data grows.
  public var folder: String { archive.folder }
  /// The number of the first episode that is not in it yet.
  public var next: Int { archive.units }
  /// Whether an earlier run began it.
  public var isResumed: Bool { archive.isResumed }

  /// Adds the episodes of one number, one of each variant.
  ///
  /// - Parameters:
  ///   - episodes: the episodes, in the order of their variants.
  ///   - lines: what is said of them in JSON, one line each.
  public func append(_ episodes: [Episode], lines: [JSONValue]) throws {
    for (episode, line) in zip(episodes, lines) {
      let firstStep = archive.rows(of: EpisodeArrays.actionColumn)
      let values = EpisodeArrays.values(of: episode, firstStep: Int64(firstStep), original: episodes[0])
      for (column, bytes) in values.enumerated() { archive.append(bytes, to: column) }
      for (offset, site) in captured.enumerated() {
        guard let tensor = episode.captured[site.name] else { continue }
        archive.append(TypedArray(tensor).bytes, to: EpisodeArrays.columns.count + offset)
      }
      archive.append(line: line.line)
    }
  }

  /// Makes everything so far safe; `next` is the number of the first episode that is not in it.
  public func commit(next: Int) throws { try archive.commit(units: next) }

  /// How much would be lost by an interrupt.
  public var pendingBytes: Int { archive.pendingBytes }

  /// The file with a line of JSON to each episode.
  public var linesPath: String { archive.linesPath }

  /// Writes all arrays as an `.npz` file.
  public func writeArchive(to path: String, recipe: String) throws {
    try archive.writeArchive(to: path, metadata: [("recipe", recipe)])
  }

  /// Removes the folder, once everything of it is where it belongs.
  public func remove() throws { try archive.remove() }
}

/// What the arrays hold, one description for each.
enum EpisodeArrays {
  private typealias Column = GrowingArchive.Column

  /// The arrays with one row to an episode, then those with one row to a step.
  static let columns: [GrowingArchive.Column] = [
    Column("episode", .int32), Column("start", .int32), Column("level", .int32), Column("repetition", .int32),
    Column("variant", .int32), Column("outcome", .uint8), Column("steps", .int32),
    Column("first_step", .int64),
    Column("cheese_step", .int32), Column("corner_step", .int32), Column("decision_step", .int32),
    Column("parts_at", .int32), Column("inner_size", .int32), Column("mouse_start", .int16, row: [2]),
    Column("mouse_end", .int16, row: [2]), Column("cheese", .int16, row: [2]),
    Column("corner", .int16, row: [2]),
    Column("decision_square", .int16, row: [2]),
    Column("mouse", .int16, row: [2]), Column("action", .uint8),
    Column("probabilities", .float32, row: [ActionGroup.actionCount]), Column("value", .float32),
    Column("reward", .float32),
  ]

  /// An array with one row to a step.
  static let actionColumn = columns.firstIndex { $0.name == "action" } ?? 0

  /// The bytes of an episode's rows, in the order of ``columns``.
  ///
  /// - Parameters:
  ///   - firstStep: the row of its first step.
  ///   - original: the episode of the first variant from which it may part.
  static func values(of episode: Episode, firstStep: Int64, original: Episode) -> [[UInt8]] {
    let (end, marks) = (episode.path[episode.steps], episode.landmarks)
    let outcome = Episode.Outcome.allCases.firstIndex(of: episode.outcome) ?? 0
    return [
      bytes(Int32(episode.number)), bytes(Int32(episode.start)),
      bytes(Int32(truncatingIfNeeded: episode.level)),
      bytes(Int32(episode.repetition)), bytes(Int32(episode.variant)), [UInt8(outcome)],
      bytes(Int32(episode.steps)), bytes(firstStep), bytes(number(episode.cheeseStep)),
      bytes(number(episode.cornerStep)), bytes(number(episode.decisionStep)),
      bytes(number(episode.parts(from: original))),
      bytes(Int32(marks.innerSize)), bytes(marks.start), bytes(end), bytes(marks.cheese), bytes(marks.corner),
      bytes(marks.decision),
      episode.path.dropLast().flatMap(bytes), episode.actions.map { UInt8($0) },
      episode.probabilities.flatMap(bytes),
      episode.values.flatMap(bytes), episode.rewards.flatMap(bytes),
    ]
  }

  /// -1 for what did not happen.
  private static func number(_ value: Int?) -> Int32 { Int32(value ?? -1) }

  private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
  private static func bytes(_ value: Float) -> [UInt8] { bytes(value.bitPattern) }

  /// Row and column; -1 and -1 for a square that there is not.
  private static func bytes(_ square: Square?) -> [UInt8] {
    bytes(Int16(truncatingIfNeeded: square?.row ?? -1))
      + bytes(Int16(truncatingIfNeeded: square?.column ?? -1))
  }
}
