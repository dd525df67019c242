/// When an edit acts, in runs that go on in time: at which steps, and under which conditions.
///
/// Steps are counted from 0. What the names of conditions and events mean is the environment's affair: whoever makes the
/// rows of a batch says in their ``Moment`` what holds. A run whose rows have no moment refuses timed edits.
///
/// ```swift
/// Edit(site, .noise(scale: 1), when: Timing("at-decision-square", from: 5, every: 2))
/// ```
public struct Timing: Hashable, Sendable {
  /// Something that holds at some steps and not at others: `at-decision-square`, `not at-start`.
  public struct Condition: Hashable, Sendable {
    /// Its name, as the environment knows it.
    public let name: String
    /// Whether the edit acts where it does *not* hold.
    public let isNegated: Bool

    /// A condition by its name, in any spelling that ``NameStyle`` knows.
    public init(_ name: String, isNegated: Bool = false) {
      (self.name, self.isNegated) = (NameStyle.hyphenated(name), isNegated)
    }

    /// The opposite.
    public static prefix func ! (condition: Condition) -> Condition {
      Condition(condition.name, isNegated: !condition.isNegated)
    }
  }

  /// An end of a span of steps: a step's number, or the step at which something happens.
  public enum Bound: Hashable, Sendable {
    /// A step's number, from 0.
    case step(Int)
    /// The first step at which the event has happened; never, if it does not happen.
    case event(String)
  }

  /// All of them must hold; none holds always.
  public let conditions: [Condition]
  /// The first step at which the edit acts; nil for step 0.
  public let from: Bound?
  /// The first step at which it acts no longer; nil for never.
  public let until: Bound?
  /// Every how many steps it acts, counted from ``from``; 1 for each.
  public let every: Int

  /// The times at which all conditions hold, within a span of steps.
  ///
  /// - Precondition: `every` is positive, and no step is negative.
  public init(_ conditions: Condition..., from: Bound? = nil, until: Bound? = nil, every: Int = 1) {
    self.init(conditions, from: from, until: until, every: every)
  }

  /// The same with the conditions as a list.
  public init(_ conditions: [Condition], from: Bound? = nil, until: Bound? = nil, every: Int = 1) {
    precondition(every > 0 && (from?.isSensible ?? true) && (until?.isSensible ?? true), "a step below 0")
    (self.conditions, self.from, self.until, self.every) = (conditions, from, until, every)
  }

  /// Whether the edit acts at a moment.
  public func isActive(at moment: Moment) -> Bool {
    guard let first = from.map({ moment.step(of: $0) }) ?? 0, moment.step >= first else { return false }
    if let until, let end = moment.step(of: until), moment.step >= end { return false }
    return (moment.step - first).isMultiple(of: every)
      && conditions.allSatisfy { (moment.conditions[$0.name] ?? false) != $0.isNegated }
  }
}

extension Timing.Bound {
  fileprivate var isSensible: Bool { if case .step(let step) = self { step >= 0 } else { true } }
}

extension Timing.Condition: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) { self.init(name) }
}

extension Timing.Bound: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  public init(stringLiteral name: String) { self = .event(NameStyle.hyphenated(name)) }
  public init(integerLiteral step: Int) { self = .step(step) }
}

extension Timing.Condition: CustomStringConvertible {
  public var description: String { isNegated ? "not \(name)" : name }
}

extension Timing.Bound: CustomStringConvertible {
  public var description: String {
    switch self {
    case .step(let step): String(step)
    case .event(let name): name
    }
  }
}

extension Timing: CustomStringConvertible {
  /// As a call spells it between the parentheses of `when(...)`: "at-decision-square, from: 5, every: 2".
  public var description: String {
    var parts = conditions.map(\.description)
    if let from { parts.append("from: \(from)") }
    if let until { parts.append("until: \(until)") }
    if every > 1 { parts.append("every: \(every)") }
    return parts.joined(separator: ", ")
  }
}
