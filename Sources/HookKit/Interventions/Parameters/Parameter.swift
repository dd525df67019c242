/// Marks a stored property of an ``Intervention`` as a parameter, with its help text.
///
/// A property with a value has that default; one without must be given, unless it is an optional:
///
/// ```swift
/// @Parameter("standard deviation") var scale: Float = 1
/// @Parameter("file of the vector") var vector: String
/// @Parameter("the seed of the shared draw") var key: Int?
/// ```
@propertyWrapper
public struct Parameter<Value: Codable & Sendable>: Sendable {
  private var stored: Value?
  let help: String
  let isRequired: Bool

  /// A parameter with a default value.
  public init(wrappedValue: Value, _ help: String = "") {
    (stored, self.help, isRequired) = (wrappedValue, help, false)
  }

  /// A parameter that must be given.
  public init(_ help: String = "") { (stored, self.help, isRequired) = (nil, help, true) }

  /// A parameter that may be left out.
  public init(_ help: String = "") where Value: ExpressibleByNilLiteral {
    (stored, self.help, isRequired) = (.some(nil), help, false)
  }

  /// The value: the one given, or the default.
  public var wrappedValue: Value {
    get {
      guard let stored else { Mistake.end("a required parameter was read before it was given") }
      return stored
    }
    set { stored = newValue }
  }

  /// The value, or nil before it was given: for properties such as `reads` that may be read at any time.
  public var projectedValue: Value? { stored }
}

extension Parameter: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(wrappedValue: try decoder.singleValueContainer().decode(Value.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    // A required parameter that was not given has no value to write; the registry encodes such values to list defaults.
    if let stored { try container.encode(stored) } else { try container.encodeNil() }
  }
}

/// Marks a stored property of an ``Intervention`` as something that ``ActivationEdit/prepare(_:)`` finds; it is never written to plans.
@propertyWrapper
public struct Prepared<Value: Sendable>: Sendable, Codable {
  private var stored: Value?

  /// Nothing found yet.
  public init() {}

  /// What was found; reading it before ``ActivationEdit/prepare(_:)`` has set it is a mistake in the intervention's code.
  public var wrappedValue: Value {
    get {
      guard let stored else { Mistake.end("a @Prepared property was read before prepare(_:) had set it") }
      return stored
    }
    set { stored = newValue }
  }

  /// What was found, or nil before ``ActivationEdit/prepare(_:)``: for properties such as `locality` that may be read at any time.
  public var projectedValue: Value? { stored }

  public init(from decoder: any Decoder) throws {}
  public func encode(to encoder: any Encoder) throws {}
}

// Synthesised Codable picks these overloads, so that prepared properties neither appear in plans nor are missed there.
extension KeyedEncodingContainer {
  /// Writes nothing: what an intervention prepares is not part of it.
  public mutating func encode<Value>(_ value: Prepared<Value>, forKey key: Key) throws {}
}

extension KeyedDecodingContainer {
  /// Reads nothing: the property is empty until ``ActivationEdit/prepare(_:)``.
  public func decode<Value>(_ type: Prepared<Value>.Type, forKey key: Key) throws -> Prepared<Value> { Prepared() }
}
