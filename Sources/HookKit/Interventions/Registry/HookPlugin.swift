/// What a package adds to HookKit: interventions, and whatever else has a section in the registry.
///
/// ```swift
/// public enum Plugin: HookPlugin {
///   public static let name = "cheese-vector"
///   public static func register(in registry: inout Registry) { registry.add(CheeseVector.self) }
/// }
/// ```
public protocol HookPlugin {
  /// The name under which its things are listed.
  static var name: String { get }

  /// Its version, which recipes have beside the digest of its sources; nil for none.
  static var version: String? { get }

  /// Registers everything that the package has.
  static func register(in registry: inout Registry)
}

extension HookPlugin {
  public static var version: String? { nil }
}

/// A sort of thing that a ``Registry`` keeps beside interventions: a ``Catalogue`` of entries with names.
public protocol RegistrySection: Sendable {
  /// A section with nothing in it.
  init()
}
