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

extension RolloutConditionEntry: CatalogueEntry {
  public static let noun = Timing.Condition.noun
  public static let reservedNames = ["not", "from", "until", "every"]
}

extension Registry {
  /// The registered conditions, in their order.
  public var rolloutConditions: [RolloutConditionEntry] { catalogue(of: RolloutConditionEntry.self).entries }

  /// Makes a condition available. Two of one name are a fault that `checked()` throws.
  public mutating func add<New: RolloutCondition>(_ type: New.Type) {
    enter(RolloutConditionEntry(name: New.name, summary: New.summary, origin: origin) { New.holds(at: $0) })
  }

  /// The conditions that come with HookKit.
  public mutating func addBuiltInConditions() { for entry in RolloutConditionEntry.builtIn { enter(entry) } }
}
