/// An edit that is code of a program: it runs everywhere, and cannot be written down.
///
/// `Edit("embedder.*.resadd_out", named: "halve") { x, _ in 0.5 * x }` makes an edit of it.
public struct CodeEdit: ActivationEdit {
  /// What the code does with an activation `[N, ...]`.
  public typealias Body = @Sendable (_ value: Tensor, _ context: EditContext) throws -> Tensor

  public static let kind = "closure"

  /// What it is called.
  let name: String
  public let reads: [SitePattern]
  public let readsOriginal: Bool
  public let locality: Locality
  private let body: Body
  private let identity = Identity()

  /// The closure that was written; copies of an edit have the same one.
  private final class Identity: Sendable {}

  init(
    _ name: String, reading reads: [SitePattern], readsOriginal: Bool, _ locality: Locality, _ body: @escaping Body
  ) {
    (self.name, self.reads, self.readsOriginal, self.locality, self.body) = (name, reads, readsOriginal, locality, body)
  }

  /// Its name, which keys random draws.
  public var content: [String: ParameterValue] { name.isEmpty ? [:] : ["name": .text(name)] }
  public func text(valuesUpTo limit: Int?) -> String { name.isEmpty ? Self.kind : "\(Self.kind) \(name)" }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor { try body(value, context) }

  /// Whether two are the same code: nothing tells two closures apart but where they were made.
  func isSame(as other: CodeEdit) -> Bool { identity === other.identity }
}
