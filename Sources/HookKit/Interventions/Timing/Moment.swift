/// Where in time a row of a batch stands, as its environment sees it.
public struct Moment: Hashable, Sendable {
  /// The number of steps taken before, from 0.
  public let step: Int
  /// For every condition that the environment knows, whether it holds now.
  public let conditions: [String: Bool]
  /// For every event that the environment knows, the step at which it happened; `.none` inside for not yet.
  public let events: [String: Int?]

  /// The moment of one row before its step number `step`.
  public init(step: Int, conditions: [String: Bool] = [:], events: [String: Int?] = [:]) {
    self.step = step
    self.conditions =
      conditions.contains { $0.key != NameStyle.hyphenated($0.key) } ? Self.spelt(conditions) : conditions
    self.events = events.contains { $0.key != NameStyle.hyphenated($0.key) } ? Self.spelt(events) : events
  }

  private static func spelt<Value>(_ values: [String: Value]) -> [String: Value] {
    Dictionary(values.map { (NameStyle.hyphenated($0.key), $0.value) }) { $1 }
  }

  /// The step that a bound means, or nil for an event that has not happened.
  func step(of bound: Timing.Bound) -> Int? {
    switch bound {
    case .step(let step): step
    case .event(let name): events[NameStyle.hyphenated(name)] ?? nil
    }
  }
}

extension Timing {
  /// Checks that an environment knows all names.
  ///
  /// - Parameters:
  ///   - conditions: the names of the environment's conditions.
  ///   - events: the names of its events.
  ///   - call: the edit, for the message.
  /// - Throws: `Fault` for the first unknown name.
  public func check(conditions: [String], events: [String], call: String) throws(Fault) {
    for condition in self.conditions where !conditions.contains(condition.name) {
      throw Fault(.unknown("condition", condition.name, among: conditions.sorted(), in: call))
    }
    for case .event(let name) in [from, until].compactMap(\.self) where !events.contains(NameStyle.hyphenated(name)) {
      let known = events.sorted()
      let steps = "give a step's number, or one of \(known.joined(separator: ", "))"
      throw Fault(.unknown("event", name, among: known, in: call, otherwise: steps))
    }
  }
}
