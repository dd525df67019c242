import CFaults

/// Mistakes in code that uses HookKit: shapes that do not fit, an index outside of an axis.
package enum Mistake {
  /// Notes what was wrong. Within the code of an intervention the run throws it as soon as that returns; there the caller goes
  /// on with any value of the right type. Elsewhere the program ends.
  @inline(never)
  package static func note(_ problem: String) {
    guard let scope = EditScope.current else { end(problem) }
    if scope.mistake == nil { scope.note(problem, at: SourcePlace.ofCaller) }
  }

  /// Ends the program, where there is no value to go on with.
  @inline(never)
  package static func end(_ problem: String) -> Never {
    let place = SourcePlace.ofCaller.map { " (\($0))" } ?? ""
    hk_end("error: \(EditScope.current?.subject ?? "")\(problem)\(place)")
    // Programs other than hookctl have not said how they want to end.
    fatalError(problem + place)
  }
}
