import HookKit

/// A plan with a name: what an experiment compares with what.
///
/// ```swift
/// let runs = try lab.fields(of: maze) {
///   Condition("original")
///   Condition("cheese vector subtracted", plan)
///   for channel in channels { Condition("without \(channel)") { Edit(site, .zero, on: .channels(channel)) } }
/// }
/// ```
public struct Condition: Sendable, Equatable {
  /// What findings call it.
  public var name: String
  /// The edits.
  public var plan: Plan

  /// A named plan; by default that of no edits.
  public init(_ name: String, _ plan: Plan = Plan()) { (self.name, self.plan) = (name, plan) }

  /// A named plan of these edits.
  public init(_ name: String, @PlanBuilder _ edits: () throws -> [Edit]) rethrows {
    self.init(name, try Plan(edits))
  }
}
