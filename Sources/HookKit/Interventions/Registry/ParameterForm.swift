/// The parameters of a registered type, and what is made when they are given: an intervention, a metric, a selection.
public struct ParameterForm<Made>: Sendable {
  private let listed: Lazy<[ParameterInfo]>
  /// The one that may stand in calls without its name.
  let mainParameter: String?
  private let make: @Sendable ([String: ParameterValue], Registry) throws -> Made

  /// - Parameters:
  ///   - prototype: a value with all defaults.
  ///   - main: the parameter that may stand without its name.
  ///   - made: a value as what it is registered as.
  fileprivate init<New: Codable & Sendable>(
    of prototype: @escaping @Sendable () -> New, main: String?, as made: @escaping @Sendable (New) -> Made
  ) {
    listed = Lazy { try ParameterInfo.all(of: prototype()) }
    mainParameter = main
    make = { made(try ParameterCoding.decode(New.self, from: $0, $1)) }
  }

  /// In the order of their declaration.
  public var parameters: [ParameterInfo] {
    do { return try listed.value } catch { Mistake.end("the parameters of a built-in type cannot be read: \(error)") }
  }

  /// - Throws: what keeps the parameters from being listed.
  fileprivate func check() throws { _ = try listed.value }

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

extension Registry {
  /// The form of a type that is registered; nil where its parameters cannot be listed, which ``checked()`` throws then.
  ///
  /// Those of ``addBuiltIn(_:)`` are listed when they are first asked for: a program starts in two thirds of the time.
  ///
  /// - Parameters:
  ///   - prototype: a value with all defaults.
  ///   - main: the parameter that may stand without its name.
  ///   - name: that of the type, and `noun` what one of its sort is called.
  ///   - made: a value as what it is registered as.
  package mutating func form<New: Codable & Sendable, Made>(
    of prototype: @autoclosure @escaping @Sendable () -> New, main: String? = nil, _ noun: String, _ name: String,
    from origin: String, as made: @escaping @Sendable (New) -> Made
  ) -> ParameterForm<Made>? {
    let form = ParameterForm(of: prototype, main: main, as: made)
    if isTrusted { return form }
    do {
      try form.check()
      return form
    } catch {
      note(CatalogueError.unreadableParameters(name, noun: noun, origin: origin, reason: "\(error)"))
      return nil
    }
  }
}
