/// An intervention that is code of a program: it runs everywhere, and cannot be written down.
///
/// `Edit("embedder.*.resadd_out", named: "halve") { x, _ in 0.5 * x }` makes an edit of it.
public struct CodeIntervention: Intervention {
  /// What the code does with an activation `[N, ...]`.
  public typealias Body = @Sendable (_ value: Tensor, _ context: EditContext) throws -> Tensor

  public static let kind = "closure"
  public static let summary = "code of a program"

  /// What it is called; nil for one that does nothing.
  let name: String?
  public let reads: [SitePattern]
  public let readsOriginal: Bool
  public let locality: Locality
  private let body: Body
  private let identity = Identity()

  /// The closure that was written; copies of an edit have the same one.
  private final class Identity: Sendable {}

  /// One that does nothing.
  public init() { self.init("", reading: [], readsOriginal: false, .elementwise) { value, _ in value } }

  init(
    _ name: String, reading reads: [SitePattern], readsOriginal: Bool, _ locality: Locality, _ body: @escaping Body
  ) {
    self.name = name.isEmpty ? nil : name
    (self.reads, self.readsOriginal, self.locality, self.body) = (reads, readsOriginal, locality, body)
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor { try body(value, context) }

  /// Whether two are the same code: nothing tells two closures apart but where they were made.
  func isSame(as other: CodeIntervention) -> Bool { identity === other.identity }
}

extension CodeIntervention {
  /// Refuses: a closure cannot be read.
  ///
  /// - Throws: always: code is not read from files.
  public init(from decoder: any Decoder) throws {
    throw DecodingError.dataCorrupted(
      .init(codingPath: decoder.codingPath, debugDescription: "a closure cannot be read from a file"))
  }

  /// Its name, which keys random draws and tells people which it is.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(name, forKey: .name)
  }

  private enum Key: String, CodingKey { case name }
}
