extension PlanFile.Record {
  /// When the edit acts; nil where the record says nothing of it.
  var timing: Timing? {
    get throws {
      guard when != nil || from != nil || until != nil || every != nil else { return nil }
      return try Timing(conditions: when?.texts ?? [], from: from, until: until, every: every)
    }
  }

  /// Says when the edit acts, in the keys `when`, `from`, `until` and `every`.
  mutating func set(_ timing: Timing) {
    func value(_ bound: Timing.Bound?) -> ParameterValue? {
      switch bound {
      case nil: nil
      case .step(let step): .integer(step)
      case .event(let name): .text(name)
      }
    }
    let texts = timing.conditions.map(\.description)
    when = texts.isEmpty ? nil : PlanFile.Conditions(texts: texts)
    (from, until) = (value(timing.from), value(timing.until))
    every = timing.every > 1 ? .integer(timing.every) : nil
  }
}

extension PlanFile.Conditions {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      texts = [text]
    } else {
      texts = try container.decode([String].self)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if texts.count == 1 { try container.encode(texts[0]) } else { try container.encode(texts) }
  }
}
