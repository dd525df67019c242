/// A word of calls that names a tensor: `vector: WORD ...`, as `level 8` does.
///
/// ```swift
/// enum Principal: TensorSourceKind {
///   static let name = "principal"
///   static let form = "principal K of LEVELS"
///   static let summary = "the K-th principal direction of activations"
///   static func tensor(_ text: String, for context: PrepareContext) throws -> Tensor { ... }
/// }
/// registry.add(Principal.self)     // `add(vector: principal 1 of levels 0-49)@SITE` then works
/// ```
public protocol TensorSourceKind: Sendable {
  /// The first word of the text.
  static var name: String { get }

  /// What can be written, for lists and errors: "principal K of LEVELS".
  static var form: String { get }

  /// What it is, in a line.
  static var summary: String { get }

  /// The tensor: rows `[M, ...]` of the site, one row, or what broadcasts to it, as the parameter needs it.
  ///
  /// - Parameters:
  ///   - text: what stands after the word.
  ///   - context: the site, the network, files and observations; `context.activations("levels 0-49")` has those of others.
  /// - Throws: an `ExplainedError` for a text that means nothing.
  static func tensor(_ text: String, for context: PrepareContext) throws -> Tensor
}

/// A registered source of tensors.
public struct TensorSourceEntry: Sendable {
  public let name: String
  /// What can be written.
  public let form: String
  public let summary: String
  /// Where it comes from: the name of a plugin.
  public let origin: String
  private let find: @Sendable (String, PrepareContext) throws -> Tensor

  /// A kind, as a registry lists it.
  public init<Kind: TensorSourceKind>(_ kind: Kind.Type, origin: String = "built in") {
    (name, form, summary, self.origin) = (Kind.name, Kind.form, Kind.summary, origin)
    find = { try Kind.tensor($0, for: $1) }
  }

  /// Whether a text, or one side of a difference, begins with its word.
  package func isNamed(in text: String) -> Bool {
    text == name || text.hasPrefix("\(name) ") || text.contains("minus \(name) ") || text.hasSuffix("minus \(name)")
  }

  /// The tensor that a text names; nil for a text that begins with another word.
  func tensor(_ text: String, for context: PrepareContext) throws -> Tensor? {
    guard text == name || text.hasPrefix("\(name) ") else { return nil }
    return try find(String(text.dropFirst(name.count)).trimmingSpaces, context)
  }
}

extension PrepareContext {
  /// The tensor that a plugin's word names; nil for texts of other forms.
  func registeredTensor(_ text: String) throws -> Tensor? {
    for source in observations?.sources ?? [] {
      if let tensor = try source.tensor(text, for: self) { return try tensor.checkedFinite(source: text) }
    }
    return nil
  }
}
