import HookKit
import MazeEnv

/// The mazes that a study looks at, each a unit of its statistics: levels, or mazes from files; perhaps all changed by a rule.
///
/// Mazes are made when they are asked for. Each has a number of its own: that of its level, or its place among the files.
public struct MazeSet: Sendable {
  /// The numbers of the mazes, in their order.
  public private(set) var numbers: LevelList
  /// The distribution mode of the mazes, and of levels that calls name.
  public let mode: MazeMode
  /// What is changed in every maze.
  public private(set) var change = MazeChange.none
  /// The conditions that the mazes meet, as they were written.
  public private(set) var conditions: [String] = []
  /// The names of the metrics that these measure.
  package internal(set) var metrics: Set<String> = []
  /// What was asked for: "levels 0..<50", "3 mazes of boards/*.maze".
  private let asked: String
  /// The numbers before any condition.
  fileprivate let whole: LevelList
  /// The mazes of files, in their order; empty for levels.
  let files: [MazeFile]

  /// Levels as procgen starts them.
  public static func levels(_ levels: LevelList, mode: MazeMode = .hard) -> MazeSet {
    MazeSet(levels, mode, asked: "levels \(levels)", [])
  }

  /// The mazes of files.
  ///
  /// - Parameters:
  ///   - files: at least one, all of one mode; no two the same.
  ///   - name: what they are called together: "boards/*.maze".
  /// - Throws: ``MazeSetError``.
  public static func files(_ files: [MazeFile], named name: String) throws(MazeSetError) -> MazeSet {
    guard let first = files.first else { throw .nothing(of: name, wanted: "a maze") }
    var seen: [[UInt8]: String] = [:]
    for file in files {
      guard file.state.mode == first.state.mode else {
        throw .modes(first.name, first.state.mode, file.name, file.state.mode)
      }
      if let other = seen.updateValue(file.name, forKey: file.state.bytes) { throw .same(other, file.name) }
    }
    let asked = "\(files.count.counted("maze")) of \(name)"
    return MazeSet(LevelList(0..<files.count), first.state.mode, asked: asked, files)
  }

  private init(_ numbers: LevelList, _ mode: MazeMode, asked: String, _ files: [MazeFile]) {
    (self.numbers, self.mode, self.asked, self.files) = (numbers, mode, asked, files)
    whole = numbers
  }

  /// The same mazes, each changed once more.
  public func changed(by change: MazeChange) -> MazeSet {
    var set = self
    set.change.steps += change.steps
    return set
  }

  /// The mazes that meet a condition.
  ///
  /// - Parameters:
  ///   - condition: the condition in words.
  ///   - isIncluded: whether the maze of a number meets it.
  /// - Throws: ``MazeSetError/nothing(of:wanted:)`` when none does, and what making mazes throws.
  public func filtered(
    _ condition: String, _ isIncluded: (_ number: Int, _ state: MazeState) throws -> Bool
  ) throws -> MazeSet {
    var set = self
    set.numbers = LevelList(numbers: try numbers.filter { try isIncluded($0, state(numbered: $0)) })
    guard !set.numbers.isEmpty else { throw MazeSetError.nothing(of: description, wanted: condition) }
    set.conditions.append(condition)
    return set
  }

  /// How many mazes there are.
  public var count: Int { numbers.count }

  /// Whether they are levels of procgen, changed or not.
  public var isOfLevels: Bool { files.isEmpty }

  /// What one of them is called in sentences: "level", "maze".
  public var unit: String { isOfLevels ? "level" : "maze" }

  /// What tables call the maze of a number: "8", "a.maze".
  public func name(of number: Int) -> String { isOfLevels ? String(number) : files[number].name }

  /// The maze at a place of the set.
  ///
  /// - Throws: `MazeError` for levels that do not exist, and changes that the maze does not allow.
  public subscript(place: Int) -> MazeState { get throws { try state(numbered: numbers[place]) } }

  /// The maze of a number.
  public func state(numbered number: Int) throws -> MazeState {
    var state = try isOfLevels ? MazeState(level: number, mode: mode) : files[number].state
    do {
      try change.apply(to: &state)
    } catch let error as any ExplainedError {
      throw MazeSetError.change(name(of: number), change.description, error.explanation.problem)
    }
    return state
  }
}

extension MazeSet: CustomStringConvertible {
  /// "levels 0..<50, each rotated 90, with size 13..25".
  public var description: String { asked + qualities }

  /// What was made of the mazes, and which were kept: ", each rotated 90, with size 13..25".
  public var qualities: String {
    Self.qualities(change.steps.isEmpty ? nil : change.description, conditions)
  }

  package static func qualities(_ change: String?, _ conditions: [String]) -> String {
    (change.map { ", each \($0)" } ?? "")
      + (conditions.isEmpty ? "" : ", with \(conditions.joined(separator: " and "))")
  }
}

extension Recipe {
  /// Adds the mazes of a study.
  public mutating func add(_ mazes: MazeSet) {
    if mazes.isOfLevels {
      add("levels", .string(mazes.whole.description))
    } else {
      let files = mazes.numbers.map { mazes.files[$0] }.map { file in
        JSONValue.object([.init("name", .string(file.name)), .init("sha256", .string(file.sha256))])
      }
      add("mazes", .array(files))
    }
    add("mode", .string(mazes.mode.rawValue))
    use(PlanUses(metrics: mazes.metrics))
    if !mazes.change.steps.isEmpty { add("change", .string(mazes.change.description)) }
    if !mazes.conditions.isEmpty { add("where", .array(mazes.conditions.map { .string($0) })) }
  }
}

/// Mazes that no study can look at together.
public enum MazeSetError: ExplainedError, Hashable {
  /// None of the mazes is of the wanted kind.
  case nothing(of: String, wanted: String)
  /// Two mazes of different modes, each with its name.
  case modes(String, MazeMode, String, MazeMode)
  /// Two names of one maze.
  case same(String, String)
  /// A change that a maze does not allow, and why.
  case change(String, String, String)

  public var explanation: Explanation {
    switch self {
    case .nothing(let mazes, let wanted):
      Explanation(.usage, mazes, "none of them has \(wanted)", try: "name more mazes, or other conditions")
    case .modes(let first, let mode, let second, let other):
      Explanation(
        .usage, "\(first) and \(second)", "one is of the mode \(mode.rawValue), the other of \(other.rawValue)",
        try: "give the mazes of one mode at a time")
    case .same(let first, let second):
      Explanation(
        .usage, "\(first) and \(second)", "are the same maze, which would count twice", try: "leave one of them out")
    case .change(let maze, let change, let problem):
      Explanation(.usage, "\(change) of \(maze)", problem, try: "make another change, or leave this maze out")
    }
  }
}
