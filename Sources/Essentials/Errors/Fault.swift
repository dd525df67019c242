/// An error that is its explanation, for whatever nobody catches in particular.
///
/// Most faults have a shape that others have too; ``Explanation`` makes the text of each:
///
/// ```swift
/// throw Fault(.unknown("axis", name, among: names))
/// throw Fault(.usage, "axis \"\(name)\"", "has no values", try: "give at least one")
/// ```
public struct Fault: ExplainedError, Hashable {
  public let explanation: Explanation

  /// An error with this explanation.
  public init(_ explanation: Explanation) { self.explanation = explanation }

  /// What failed, what the user wrote, what is wrong with it, and what would work instead.
  public init(_ category: Explanation.Category, _ subject: String, _ problem: String, try remedy: String = "") {
    self.init(Explanation(category, subject, problem, try: remedy))
  }
}

extension ExplainedError {
  /// The same fault, and where it was found: "on level 3".
  package func found(_ place: String) -> Fault {
    var explanation = explanation
    explanation.problem += " (\(place))"
    return Fault(explanation)
  }
}
