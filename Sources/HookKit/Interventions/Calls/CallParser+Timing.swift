extension CallParser {
  /// Reads `when(condition, ..., from: step, until: step, every: n)` if it comes next.
  mutating func timing() throws -> Timing? {
    guard peekPastSpaces == "w" else { return nil }
    let start = position
    guard try name("when(...)") == "when", take("(") else {
      throw fault("expected when(...) or the end", at: start, try: Timing.form)
    }
    var conditions: [String] = []
    var bounds: [String: ParameterValue] = [:]
    repeat {
      let place = position
      let word = try name("a condition, or from:, until:, every:")
      if take(":") {
        guard ["from", "until", "every"].contains(word), bounds[word] == nil else {
          throw fault("\(word): is not one of from:, until: and every:, each once", at: place, try: Timing.form)
        }
        bounds[word] = try value(depth: 0)
      } else {
        conditions.append(word == "not" ? "not \(try name("a condition after not"))" : word)
      }
    } while take(",")
    guard take(")") else { throw fault("expected , or )", try: Timing.form) }
    return try Timing(
      conditions: conditions, from: bounds["from"], until: bounds["until"], every: bounds["every"])
  }
}
