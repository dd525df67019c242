/// What is known of one parameter of a kind of intervention: for help, and for errors that list what would work.
public struct ParameterInfo: Sendable {
  public let name: String
  /// What a value must be: "a number", "text", "true or false", "a list of whole numbers".
  public let type: String
  /// The value when none is given; nil for a required parameter, `.null` for an optional one.
  public let defaultValue: ParameterValue?
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
      guard property != nil || defaults[name] != nil || Swift.type(of: child.value) is any OptionalType.Type else { return nil }
      // A type is immutable; the compiler does not know that yet of existential metatypes.
      nonisolated(unsafe) let valueType = property?.valueType ?? Swift.type(of: child.value) as? any Decodable.Type
      return ParameterInfo(
        name: name, type: TypeNames.of(valueType ?? Swift.type(of: child.value)),
        defaultValue: isRequired ? nil : defaults[name] ?? .null, help: property?.help ?? ""
      ) { value in valueType.map { ParameterCoding.decodes($0, value) } ?? true }
    }
  }
}

extension [ParameterInfo] {
  /// `noise(scale: 1, distribution: normal, shared: false)`.
  package func signature(of kind: String) -> String {
    isEmpty ? kind : "\(kind)(\(map(\.signature).joined(separator: ", ")))"
  }

  /// A complete set of these parameters: those given, and the defaults of the others.
  ///
  /// - Throws: ``RegistryError`` for unknown, missing and wrongly typed parameters, all faults together.
  package func completed(_ given: [String: ParameterValue], for kind: String) throws -> [String: ParameterValue] {
    var faults: [any ExplainedError] = []
    let names = map(\.name)
    for name in given.keys.sorted() where !names.contains(name) {
      faults.append(
        name == CallParser.unnamed
          ? RegistryError.unnamedParameter("\(given[name] ?? .null)", kind: kind, known: names)
          : RegistryError.unknownParameter(name, kind: kind, known: names))
    }
    var complete: [String: ParameterValue] = [:]
    for parameter in self {
      guard let value = given[parameter.name] ?? parameter.defaultValue else {
        // It may be the one that stands without its name.
        if given[CallParser.unnamed] == nil {
          faults.append(
            RegistryError.missingParameter(parameter.name, type: parameter.type, signature: signature(of: kind)))
        }
        continue
      }
      let meant = parameter.type == "text" ? value.asText : value
      if !parameter.accepts(meant) {
        faults.append(
          RegistryError.wrongType(
            parameter.name, kind: kind, given: "\(value)", wanted: parameter.wanted(for: value)))
      }
      complete[parameter.name] = meant
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return complete
  }
}

extension ParameterValue {
  /// A bare word that looks like a number is text where text is wanted: `vector: 17`.
  fileprivate var asText: ParameterValue {
    switch self {
    case .bool, .integer, .number: .text(description)
    default: self
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

/// What the types of parameters are called in help and errors.
enum TypeNames {
  static func of(_ type: Any.Type) -> String {
    if let wrapped = (type as? any OptionalType.Type)?.wrapped { return of(wrapped) }
    if let element = (type as? any ArrayType.Type)?.element { return "a list of \(plural(element))" }
    switch type {
    case is Bool.Type: return "true or false"
    case is any BinaryInteger.Type: return "a whole number"
    case is any BinaryFloatingPoint.Type: return "a number"
    case is String.Type: return "text"
    case let described as any DescribedType.Type: return described.description
    case let choices as any ChoiceType.Type: return "one of " + choices.choices.joined(separator: ", ")
    default: return "a value of type \(type)"
    }
  }

  private static func plural(_ element: Any.Type) -> String {
    switch element {
    case is any BinaryInteger.Type: "whole numbers"
    case is any BinaryFloatingPoint.Type: "numbers"
    case is String.Type: "texts"
    default: "\(element)"
    }
  }
}

protocol OptionalType { static var wrapped: Any.Type { get } }
extension Optional: OptionalType { static var wrapped: Any.Type { Wrapped.self } }
protocol ArrayType { static var element: Any.Type { get } }
extension Array: ArrayType { static var element: Any.Type { Element.self } }

/// A parameter type with a few named values. Conform a `String` enum, and help and errors list its cases.
public protocol ChoiceType: Codable, Sendable {
  static var choices: [String] { get }
}

extension ChoiceType where Self: CaseIterable & RawRepresentable, RawValue == String {
  public static var choices: [String] { allCases.map(\.rawValue) }
}

/// A parameter type that says what its values are: "a file of tensors, or a list of numbers".
public protocol DescribedType: Codable, Sendable {
  /// What to give, with its article, as it stands in "give a number".
  static var description: String { get }
}
