/// Parameters of an intervention that make no sense, by themselves or at their site.
public struct ParameterError: ExplainedError, Hashable {
  /// The intervention as a call spells it.
  public let call: String
  /// What is wrong: "min is larger than max".
  public let problem: String
  /// What would work; empty when nothing sensible can be said.
  public let remedy: String

  /// The fault of an intervention's parameters.
  ///
  /// - Parameters:
  ///   - intervention: the one whose parameters are at fault; it is shown as a call.
  ///   - problem: what is wrong: "min is larger than max".
  ///   - remedy: what would work.
  public init(_ intervention: some Intervention, _ problem: String, try remedy: String = "") {
    call = intervention.text(valuesUpTo: 80)
    self.problem = problem
    self.remedy = remedy
  }

  public var explanation: Explanation { Explanation(.usage, call, problem, try: remedy) }
}
