/// A named value of a network: where interventions edit and captures read.
public struct Site: Hashable, Sendable, CustomStringConvertible {
  /// The position in ``ModuleGraph/sites``; later sites are computed later.
  public let index: Int

  /// The primary label, as circrl gives it: `embedder.block2.res1.resadd_out`.
  public let name: String

  /// The shape of one row of the value, without the batch axis.
  public let shape: Shape

  public var description: String { "\(name) \(shape)" }
}
