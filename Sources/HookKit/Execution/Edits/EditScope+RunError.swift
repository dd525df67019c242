extension EditScope {
  /// Calls code of an intervention.
  ///
  /// - Throws: ``RunError/mistake(call:site:problem:place:)`` for its first mistake, or what it throws.
  static func run<Result>(_ call: String, at site: String, _ body: () throws -> Result) throws -> Result {
    try run(call, at: site, body) { RunError.mistake(call: call, site: site, problem: $0, place: $1) }
  }
}
