import HookKit
import MazeEnv

/// A condition of `when(...)`: something that holds before some steps of an episode.
///
/// ```swift
/// enum NearCheese: RolloutCondition {
///   static let name = "near-cheese"
///   static let summary = "the cheese is at most three squares away"
///   static func holds(at step: RolloutStep) -> Bool { ... }
/// }
/// registry.add(NearCheese.self)
/// ```
///
/// A registered condition may stand in the calls and plan files of rollouts: `zero@SITE when(near-cheese)`.
public protocol RolloutCondition: Sendable {
  /// Its name in `when(...)`.
  static var name: String { get }

  /// When it holds, in a line.
  static var summary: String { get }

  /// Whether it holds before a step; asked for every step of every episode with an edit that has times.
  static func holds(at step: RolloutStep) -> Bool
}

/// A registered condition.
public struct RolloutConditionEntry: Sendable {
  /// Its name in `when(...)`.
  public let name: String
  /// When it holds.
  public let summary: String
  /// Where it comes from: "built in", or the name of a plugin.
  public let origin: String
  /// Whether it holds before a step.
  public let holds: @Sendable (RolloutStep) -> Bool
}

/// The conditions that a registry keeps.
public struct RolloutConditionSection: RegistrySection {
  /// In the order of their registration.
  public internal(set) var entries: [RolloutConditionEntry] = []

  public init() {}
}

extension Registry {
  /// The registered conditions, in their order.
  public var rolloutConditions: [RolloutConditionEntry] { self[RolloutConditionSection.self].entries }

  /// Makes a condition available. Two of one name are a fault that `checked()` throws.
  public mutating func add<New: RolloutCondition>(_ type: New.Type) {
    add(RolloutConditionEntry(name: New.name, summary: New.summary, origin: origin) { New.holds(at: $0) })
  }

  /// The conditions that come with HookKit.
  public mutating func addBuiltInConditions() { for entry in RolloutConditionEntry.builtIn { add(entry) } }

  private mutating func add(_ entry: RolloutConditionEntry) {
    if let old = rolloutConditions.first(where: { $0.name == entry.name }) {
      return note(RolloutConditionError.duplicateName(entry.name, first: old.origin, second: entry.origin))
    }
    guard entry.name.isConditionName else {
      return note(RolloutConditionError.noName(entry.name, origin: entry.origin))
    }
    self[RolloutConditionSection.self].entries.append(entry)
  }
}

extension String {
  /// Whether calls can spell it: `when(not near-cheese)`.
  fileprivate var isConditionName: Bool {
    wholeMatch(of: /[a-z][a-z0-9]*(?:-[a-z0-9]+)*/) != nil && !["not", "from", "until", "every"].contains(self)
  }
}

/// A condition that cannot be registered.
public enum RolloutConditionError: ExplainedError, Hashable {
  /// Two conditions have one name; `first` and `second` are where they come from.
  case duplicateName(String, first: String, second: String)
  /// A name that `when(...)` cannot spell.
  case noName(String, origin: String)

  public var explanation: Explanation {
    switch self {
    case .duplicateName(let name, let first, let second):
      Explanation(
        .usage, "condition \"\(name)\"", "is registered twice: \(first), and \(second)",
        try: "give one of the types another name")
    case .noName(let name, let origin):
      Explanation(
        .defect, "condition \"\(name)\" from \(origin)", "cannot be written in when(...)",
        try: "use lower-case words with hyphens, and none of not, from, until and every")
    }
  }
}
