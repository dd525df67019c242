/// What a computation costs, in units that do not depend on the machine.
public struct Cost: Sendable, Hashable {
  /// The multiplications, each with an addition, of matrix products; Winograd's count as done, a quarter of the
  /// definition's.
  public var multiplyAdds: Int
  /// The floats that are read and written around the products: patches, transforms, copies, edits.
  public var floatsMoved: Int

  /// The cost of so many multiplications with additions, and so many floats read and written.
  public init(multiplyAdds: Int = 0, floatsMoved: Int = 0) {
    (self.multiplyAdds, self.floatsMoved) = (multiplyAdds, floatsMoved)
  }

  /// Millions of floating-point operations in products; a multiplication and an addition count as two.
  public var megaFLOP: Double { 2 * Double(multiplyAdds) / 1e6 }

  /// The bytes that are read and written around the products.
  public var bytesMoved: Int { floatsMoved * MemoryLayout<Float>.stride }

  /// The cost of both.
  public static func + (left: Cost, right: Cost) -> Cost {
    Cost(multiplyAdds: left.multiplyAdds + right.multiplyAdds, floatsMoved: left.floatsMoved + right.floatsMoved)
  }

  /// Adds a cost.
  public static func += (left: inout Cost, right: Cost) { left = left + right }
}
