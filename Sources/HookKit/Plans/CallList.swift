/// Edits as a parameter: `under: ["zero@embedder.fc_out[5]", "scale(by: 2)@fc_value_out"]`, or one call alone.
///
/// They are read by the registry that reads the intervention, and run by whoever has them:
/// `context.graph.run(context.inputs, under: calls.plan)`.
public struct CallList: DescribedType, Equatable {
  public static var description: String { "a list of calls in quotes" }

  /// What the calls say.
  public let plan: Plan

  /// The edits of a plan.
  public init(_ plan: Plan) { self.plan = plan }
}

extension CallList {
  /// Reads one text, or a list of them.
  ///
  /// - Throws: `SyntaxError` and ``RegistryError`` for what is no call. Where no registry is at hand, the spelling alone is
  ///   checked, and the plan is empty.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let texts = try (try? container.decode([String].self)) ?? [container.decode(String.self)]
    guard let registry = decoder.userInfo[ParameterCoding.readerKey] as? Registry else {
      for text in texts { try CallSyntax.check(text) }
      self.init(Plan())
      return
    }
    self.init(Plan(edits: try texts.flatMap { try CallSyntax.edits($0, registry: registry) }))
  }

  /// Writes the calls.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(CallSyntax.texts(of: plan))
  }
}
