/// A named value of a network: where interventions edit and captures read.
public struct Site: Hashable, Sendable, CustomStringConvertible {
  /// The position in ``ModuleGraph/sites``; later sites are computed later. Edges come after all of these.
  public let index: Int

  /// The primary label, as circrl gives it: `embedder.block2.res1.resadd_out`; or an edge, `A->B`.
  public let name: String

  /// The shape of one row of the value, without the batch axis.
  public let shape: Shape

  public var description: String { "\(name) \(shape)" }
}

extension Site {
  /// What stands between the names of a value and of the module that reads it.
  static let arrow = "->"

  /// Whether it is what one module sees of a value.
  public var isEdge: Bool { name.contains(Self.arrow) }

  /// The name of the value, and the path of the module that reads it; nil for a value itself.
  public var edge: (source: String, reader: String)? {
    guard let arrow = name.firstRange(of: Self.arrow) else { return nil }
    return (String(name[..<arrow.lowerBound]), String(name[arrow.upperBound...]))
  }
}
