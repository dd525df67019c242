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
  /// - Throws: ``TimingError`` for the first unknown name.
  public func check(conditions: [String], events: [String], call: String) throws(TimingError) {
    for condition in self.conditions where !conditions.contains(condition.name) {
      throw .unknownCondition(condition.name, known: conditions.sorted(), call: call)
    }
    for case .event(let name) in [from, until].compactMap(\.self) where !events.contains(NameStyle.hyphenated(name)) {
      throw .unknownEvent(name, known: events.sorted(), call: call)
    }
  }
}

/// A time at which no edit can act.
public enum TimingError: ExplainedError, Hashable {
  /// The run does not go on in time.
  case noTime(call: String)
  /// A condition that the run does not know; `known` are those that it does.
  case unknownCondition(String, known: [String], call: String)
  /// An event that the run does not know; `known` are those that it does.
  case unknownEvent(String, known: [String], call: String)
  /// Text that should say when an edit acts.
  case malformed(String, problem: String)

  public var explanation: Explanation {
    switch self {
    case .noTime(let call):
      Explanation(
        .usage, call, "this run has no steps, so that nothing says when the edit acts",
        try: "leave when(...) out, or use it in a rollout")
    case .unknownCondition(let name, let known, let call):
      Explanation(
        .usage, call, "there is no condition \"\(name)\"",
        try: NearNames.suggestion(
          for: name, in: known, otherwise: "conditions are \(known.joined(separator: ", "))"))
    case .unknownEvent(let name, let known, let call):
      Explanation(
        .usage, call, "there is no event \"\(name)\"",
        try: NearNames.suggestion(
          for: name, in: known, otherwise: "give a step's number, or one of \(known.joined(separator: ", "))")
      )
    case .malformed(let text, let problem):
      Explanation(
        .usage, "when(\(text))", problem,
        try: "write conditions, from:, until: or every:, as in \(Self.example)")
    }
  }

  static let example = "when(at-decision-square, from: 5, every: 2)"
}
