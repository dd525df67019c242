/// What is known of one parameter of a kind of intervention: for help, and for errors that list what would work.
public struct ParameterInfo: Sendable {
  /// Its name, as calls and plan files write it.
  public let name: String
  /// What a value must be: "a number", "text", "true or false", "a list of whole numbers".
  public let type: String
  /// The value when none is given; nil for a required parameter, `.null` for an optional one.
  public let defaultValue: ParameterValue?
  /// What it is, in a few words; may be empty.
  public let help: String
  /// Whether a value is of the parameter's type.
  let accepts: @Sendable (ParameterValue) -> Bool

  /// What a value should have been: the type, and the range where only that is wrong.
  func wanted(for value: ParameterValue) -> String {
    switch value {
    case .integer, .number: type == "a number" ? "a number that 32-bit floats reach, up to 3.4e38" : type
    default: type
    }
  }

  /// `scale: 1`, or `vector:` for a required parameter.
  public var signature: String {
    guard let defaultValue else { return "\(name):" }
    return "\(name): \(defaultValue)"
  }
}

extension ParameterInfo {
  /// Reads the parameters of a default value: ``Parameter`` properties, and plain ones without help.
  package static func all(of prototype: some Encodable) throws -> [ParameterInfo] {
    let defaults = try ParameterCoding.encode(prototype)
    return Mirror(reflecting: prototype).children.compactMap { child -> ParameterInfo? in
      guard let label = child.label, !(child.value is any PreparedProperty) else { return nil }
      let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
      let property = child.value as? any ParameterProperty
      let isRequired = property?.isRequired ?? false
      // What a type's own CodingKeys leave out is no parameter; an optional that is nil is left out too, and is one.
      guard property != nil || defaults[name] != nil || Swift.type(of: child.value) is any OptionalType.Type else {
        return nil
      }
      // A type is immutable; the compiler does not know that yet of existential metatypes.
      nonisolated(unsafe) let valueType = property?.valueType ?? Swift.type(of: child.value) as? any Decodable.Type
      return ParameterInfo(
        name: name, type: TypeNames.of(valueType ?? Swift.type(of: child.value)),
        defaultValue: isRequired ? nil : defaults[name] ?? .null, help: property?.help ?? ""
      ) { value in valueType.map { ParameterCoding.decodes($0, value) } ?? true }
    }
  }
}

/// A ``Parameter`` whatever it wraps.
protocol ParameterProperty {
  var help: String { get }
  var isRequired: Bool { get }
  var valueType: any Decodable.Type { get }
}

extension Parameter: ParameterProperty {
  var valueType: any Decodable.Type { Value.self }
}

/// A ``Prepared`` whatever it wraps.
protocol PreparedProperty {}
extension Prepared: PreparedProperty {}
