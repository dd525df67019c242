import HookKit
import MazeEnv

/// Which mazes a study looks at, as it is written: levels or files, a change, and conditions.
public struct MazeChoice: Sendable, Hashable {
  /// Levels, as `LevelList` or `LevelSpecification` have them; nil for files.
  public var levels: String?
  /// Files of mazes, or patterns of such.
  public var files: [String]
  /// The distribution of the levels; nil where nobody said.
  public var mode: MazeMode?
  /// What is changed in every maze, as ``MazeChange`` has it; nil for nothing.
  public var change: String?
  /// What must hold for the mazes, as `--where` has it.
  public var conditions: [String]

  /// A choice; what is not given is left as it is.
  public init(
    levels: String? = nil, files: [String] = [], mode: MazeMode? = nil, change: String? = nil, conditions: [String] = []
  ) {
    (self.levels, self.files, self.mode, self.change, self.conditions) = (levels, files, mode, change, conditions)
  }

  /// The mazes; nil where neither levels nor files are named.
  ///
  /// - Throws: ``MazeChoiceError``, ``MazeSetError``, and what is wrong with levels, files, changes and conditions.
  public func mazes(_ registry: Registry) throws -> MazeSet? {
    let change = try change.map { try MazeChange(text: $0) } ?? .none
    let conditions = try MazeCondition.all(self.conditions, registry)
    guard var set = try named() else { return nil }
    set = set.changed(by: change)
    for condition in conditions {
      set = try set.filtered(condition.text) { condition.holds(for: MeasuredMaze($1.maze, level: $0)) }
      set.metrics.formUnion(condition.metrics)
    }
    return set
  }

  private func named() throws -> MazeSet? {
    guard !files.isEmpty else { return try levels.map { try Self.levels($0, mode ?? .hard) } }
    if let levels { throw MazeChoiceError.both(levels: levels, files: files) }
    if let mode { throw MazeChoiceError.modeOfFiles(mode) }
    let read = try paths().flatMap { try MazeFile.read($0) }
    return try .files(read, named: files.joined(separator: ", "))
  }

  /// The files, patterns resolved.
  package func paths() throws -> [String] { try files.flatMap { try FileGlob.paths($0) } }

  /// Levels with what may be said of them behind their numbers.
  private static func levels(_ text: String, _ mode: MazeMode) throws -> MazeSet {
    guard text.contains(where: \.isLetter), let wanted = try LevelSpecification("levels \(text)") else {
      return .levels(try LevelList(text), mode: mode)
    }
    var change = MazeChange.none
    if wanted.isWithoutCheese { change.steps.append(.withoutCheese) }
    if let facing = wanted.facing { change.steps.append(.facing(facing)) }
    return MazeSet.levels(LevelList(numbers: wanted.levels), mode: mode).changed(by: change)
  }
}

/// A choice of mazes that contradicts itself.
public enum MazeChoiceError: ExplainedError, Hashable {
  /// Levels and files.
  case both(levels: String, files: [String])
  /// A mode, and mazes that have their own.
  case modeOfFiles(MazeMode)

  public var explanation: Explanation {
    switch self {
    case .both(let levels, let files):
      .together(["--levels \(levels)", "--mazes \(files.joined(separator: " "))"], "these are two sets of mazes")
    case .modeOfFiles(let mode):
      Explanation(
        .usage, "--mode \(mode.rawValue)", "mazes of files have a mode of their own", try: "leave --mode out")
    }
  }
}
