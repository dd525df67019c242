/// A change to an activation: a value with a stable kind, its parameters as properties, and a pure function.
///
/// ```swift
/// struct Dampen: Intervention {
///   static let kind = "dampen"
///   static let summary = "scales towards zero: x / (1 + alpha)"
///   @Parameter("how strongly") var alpha: Float = 1
///   func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 / (1 + alpha) } }
/// }
/// ```
public protocol Intervention: ActivationEdit, Codable {
  /// The name by which calls and plan files know this type: "noise", "project-out". Never change it once published.
  static var kind: String { get }

  /// The parameter that may stand in calls without its name, as the text of `formula("x * 2")`. The default is none.
  static var mainParameter: String? { get }

  /// What it does, in one line with the formula, for `hookctl interventions`.
  static var summary: String { get }

  /// What else people call it, such as "ablate": an error for one of these names suggests the kind. The default is nothing.
  static var otherNames: [String] { get }

  /// The value with every parameter at its default; required parameters have none yet.
  init()
}

extension Intervention {
  public static var otherNames: [String] { [] }
  public static var summary: String { "" }
  public static var mainParameter: String? { nil }

  /// The parameters, those with default values included.
  public var content: [String: ParameterValue] { (try? ParameterCoding.encode(self)) ?? [:] }

  /// A call without its site: the parameters that differ from their default values.
  public func text(valuesUpTo limit: Int?) -> String {
    ParameterCoding.text(Self.kind, self, default: Self(), main: Self.mainParameter, valuesUpTo: limit)
  }
}
