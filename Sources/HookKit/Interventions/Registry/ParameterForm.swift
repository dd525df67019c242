/// The parameters of a registered type, and what is made when they are given: an intervention, a metric, a selection.
public struct ParameterForm<Made>: Sendable {
  /// In the order of their declaration.
  public let parameters: [ParameterInfo]
  /// The one that may stand in calls without its name.
  let mainParameter: String?
  private let make: @Sendable ([String: ParameterValue], Registry) throws -> Made

  /// - Parameters:
  ///   - prototype: a value with all defaults.
  ///   - main: the parameter that may stand without its name.
  ///   - made: a value as what it is registered as.
  /// - Throws: what keeps the parameters from being listed.
  package init<New: Codable & Sendable>(
    of prototype: New, main: String? = nil, as made: @escaping @Sendable (New) -> Made
  ) throws {
    parameters = try ParameterInfo.all(of: prototype)
    mainParameter = main
    make = { made(try ParameterCoding.decode(New.self, from: $0, $1)) }
  }

  /// Makes a value of the parameters given; the others have their defaults.
  ///
  /// - Parameters:
  ///   - name: what errors call it.
  ///   - registry: what reads calls among the parameters.
  /// - Throws: ``RegistryError`` for unknown, missing or wrongly typed parameters, all faults together.
  package func callAsFunction(_ given: [String: ParameterValue], for name: String, in registry: Registry) throws -> Made
  {
    var given = given
    if let main = mainParameter, given[main] == nil { given[main] = given.removeValue(forKey: CallParser.unnamed) }
    return try make(parameters.completed(given, for: name), registry)
  }
}
