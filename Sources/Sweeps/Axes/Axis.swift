import HookKit
import MazeEnv
import MazeLab

/// What a sweep varies: a name, and the values that it takes, in their order.
public struct Axis: Sendable, Hashable {
  /// One value of an axis.
  public enum Value: Sendable, Hashable {
    /// A level's number.
    case level(Int)
    /// A maze of a file: its place among the files, and its name.
    case file(Int, name: String)
    /// A change of the level's maze.
    case maze(MazeChange)
    /// Which way the mouse looks on every square.
    case facing(FieldFacing)
    /// The seed of all random draws.
    case seed(UInt64)
    /// A whole number, for a parameter.
    case integer(Int)
    /// Any number, for a parameter.
    case number(Double)
    /// A site, a selection, a file: anything that stands in a call.
    case text(String)
    /// The name of a whole plan.
    case plan(String)
    /// A policy.
    case model(SweepModel)
  }

  /// How calls, tables and figures refer to it: "scale".
  public let name: String
  /// At least one, each once.
  public let values: [Value]

  /// An axis with its values, in this order.
  ///
  /// - Throws: ``SweepError`` for no values, or a value that comes twice.
  public init(_ name: String, _ values: [Value]) throws(SweepError) {
    guard !values.isEmpty else { throw .emptyAxis(name) }
    var seen: Set<Value> = []
    for value in values where !seen.insert(value).inserted {
      throw .repeatedValue(axis: name, value: value.text)
    }
    (self.name, self.values) = (name, values)
  }

  /// The names of the axes that say what is run (which policy, which maze), not under which plan.
  static let sceneNames = [modelName, levelName, mazeName, facingName, seedName]

  /// The name of the axis of levels.
  public static let levelName = "level"

  static let modelName = "model"
  static let mazeName = "maze"
  static let facingName = "facing"
  static let seedName = "seed"
  static let planName = "plan"
  static let siteName = "site"
}

extension Axis.Value {
  /// The value as it stands in a call or a table.
  public var text: String {
    switch self {
    case .level(let level): String(level)
    case .file(_, let name): name
    case .maze(let change): change.description
    case .facing(let facing): facing.rawValue
    case .seed(let seed): String(seed)
    case .integer(let number): String(number)
    case .number(let number): ParameterValue.number(number).description
    case .text(let text), .plan(let text): text
    case .model(let model): model.name
    }
  }

  /// A whole number, which is a rounded one only beyond 64 bits.
  init(whole number: Int128) { self = Int(exactly: number).map { .integer($0) } ?? .number(Double(number)) }

  /// A number; a whole one that is exact is an integer however it was written: `1.0`, `1e3`.
  init(nearest number: Double) {
    self = abs(number) <= 0x1p53 ? Int(exactly: number).map { .integer($0) } ?? .number(number) : .number(number)
  }

  /// The number with the other sign; nil for what is no number.
  var negated: Axis.Value? {
    switch self {
    case .level(let level): .integer(-level)
    case .seed(let seed): Axis.Value(whole: -Int128(seed))
    case .integer(let number): Axis.Value(whole: -Int128(number))
    default: number.map { Axis.Value(nearest: -$0) }
    }
  }

  /// The value as a number, for figures; nil for what is none.
  public var number: Double? {
    switch self {
    case .level(let level): Double(level)
    case .seed(let seed): Double(seed)
    case .integer(let number): Double(number)
    case .number(let number): number
    case .text(let text): Double(text)
    case .model(let model): model.step.map(Double.init)
    case .file, .maze, .facing, .plan: nil
    }
  }
}

extension Axis {
  /// Levels by their numbers.
  public static func levels(_ levels: some Sequence<Int>) throws(SweepError) -> Axis {
    try Axis(levelName, levels.map(Value.level))
  }

  /// The mazes of a set.
  public static func mazes(_ set: MazeSet) throws(SweepError) -> Axis {
    try Axis(levelName, set.numbers.map { set.isOfLevels ? .level($0) : .file($0, name: set.name(of: $0)) })
  }

  /// Changes of every level's maze.
  public static func mazes(_ changes: MazeChange...) throws(SweepError) -> Axis {
    try Axis(mazeName, changes.map(Value.maze))
  }

  /// Which way the mouse looks where fields are computed.
  public static func facings(_ facings: FieldFacing...) throws(SweepError) -> Axis {
    try Axis(facingName, facings.map(Value.facing))
  }

  /// Seeds of all random draws.
  public static func seeds(_ seeds: some Sequence<UInt64>) throws(SweepError) -> Axis {
    try Axis(seedName, seeds.map(Value.seed))
  }

  /// Every site that one of the patterns means, one at a time, in the order in which they are computed.
  ///
  /// - Throws: `SiteError` for a pattern that matches none.
  public static func sites(_ patterns: SitePattern..., in graph: ModuleGraph) throws -> Axis {
    var found: Set<Site> = []
    for pattern in patterns { found.formUnion(try pattern.sites(in: graph)) }
    return try Axis(siteName, found.sorted { $0.index < $1.index }.map { .text($0.name) })
  }

  /// Selections of a site's elements.
  public static func selections(_ selections: Selection...) throws(SweepError) -> Axis {
    try Axis("selection", selections.map { .text($0.description) })
  }

  /// Values of a parameter.
  public static func numbers(_ name: String, _ numbers: some Sequence<Double>) throws(SweepError) -> Axis {
    try Axis(name, numbers.map(Value.number))
  }

  /// Values of a parameter at even steps, both ends included.
  public static func numbers(
    _ name: String, from first: Double, through last: Double, by step: Double
  ) throws(SweepError) -> Axis {
    try Axis(name, try EvenSteps(from: first, to: last, by: step, includesEnd: true).values.map(Value.number))
  }

  /// Anything that a parameter takes as text: files, levels.
  public static func texts(_ name: String, _ texts: some Sequence<String>) throws(SweepError) -> Axis {
    try Axis(name, texts.map(Value.text))
  }
}
