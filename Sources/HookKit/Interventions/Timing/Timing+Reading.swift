extension Timing {
  /// What a call or a plan file gave: conditions as texts, and bounds as numbers or names.
  ///
  /// - Throws: `Fault` for what cannot be.
  init(
    conditions: [String], from: ParameterValue? = nil, until: ParameterValue? = nil,
    every: ParameterValue? = nil
  ) throws(Fault) {
    let given = [("from", from), ("until", until), ("every", every)].compactMap { name, value in
      value.map { "\(name): \($0)" }
    }
    let text = (conditions + given).joined(separator: ", ")
    func fault(_ problem: String) -> Fault {
      Fault(.usage, "when(\(text))", problem, try: Self.form)
    }
    var read: [Condition] = []
    for condition in conditions {
      let words = condition.split(separator: " ").map(String.init)
      guard let name = words.last, words.count == 1 || words.count == 2 && words[0] == "not",
        Self.isName(name)
      else {
        throw fault(
          "\"\(condition)\" is no condition; conditions are names, perhaps with \"not\" before them")
      }
      read.append(Condition(NameStyle.spelt(name), isNegated: words.count == 2))
    }
    func bound(_ key: String, _ value: ParameterValue?) throws(Fault) -> Bound? {
      switch value {
      case nil, .null: return nil
      case .integer(let step) where step >= 0: return .step(step)
      case .text(let name) where Self.isName(name): return .event(NameStyle.spelt(name))
      case .some(let value): throw fault("\(key): \(value) is neither a step, from 0, nor an event")
      }
    }
    let (first, end) = (try bound("from", from), try bound("until", until))
    if case .step(let low) = first ?? .step(0), case .step(let high) = end, low >= high {
      throw fault("no step is from \(low) on and before \(high)")
    }
    var stride = 1
    switch every {
    case nil, .null: break
    case .integer(let value) where value > 0: stride = value
    case .some(let value): throw fault("every: \(value) is no number of steps, from 1")
    }
    guard !read.isEmpty || !given.isEmpty else { throw fault("it says nothing") }
    self.init(read, from: first, until: end, every: stride)
  }

  /// How it is written, for messages.
  static let form = "write conditions, from:, until: or every:, as in when(at-decision-square, from: 5, every: 2)"

  private static func isName(_ text: String) -> Bool {
    text.first?.isLetter == true && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      && text != "not"
  }
}
