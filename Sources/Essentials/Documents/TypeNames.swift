/// What the types of parameters are called in help and errors.
package enum TypeNames {
  package static func of(_ type: Any.Type) -> String {
    if let wrapped = (type as? any OptionalType.Type)?.wrapped { return of(wrapped) }
    if let element = (type as? any ArrayType.Type)?.element { return "a list of \(plural(element))" }
    if let value = (type as? any DictionaryType.Type)?.value { return "\(plural(value)) by name, as in [a: 1]" }
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
    case is any DescribedType.Type: "values, each \(of(element))"
    default: "\(element)"
    }
  }
}

package protocol OptionalType { static var wrapped: Any.Type { get } }
extension Optional: OptionalType { package static var wrapped: Any.Type { Wrapped.self } }
protocol ArrayType { static var element: Any.Type { get } }
protocol DictionaryType { static var value: Any.Type { get } }
extension Dictionary: DictionaryType where Key == String { static var value: Any.Type { Value.self } }
extension Array: ArrayType { static var element: Any.Type { Element.self } }

/// A parameter type with a few named values. Conform a `String` enum, and help and errors list its cases.
public protocol ChoiceType: Codable, Sendable {
  /// The texts of all values, as help and errors list them.
  static var choices: [String] { get }
}

extension ChoiceType where Self: CaseIterable & RawRepresentable, RawValue == String {
  /// The raw values of all cases, in their order.
  public static var choices: [String] { allCases.map(\.rawValue) }
}

/// A parameter type that says what its values are: "a file of tensors, or a list of numbers".
public protocol DescribedType: Codable, Sendable {
  /// What to give, with its article, as it stands in "give a number".
  static var description: String { get }
}
