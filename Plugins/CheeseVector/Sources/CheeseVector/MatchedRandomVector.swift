import Foundation
import Experiments

/// Adds a random vector of the cheese vector's norm: what the cheese vector must be compared with.
///
/// Elements are drawn from a normal distribution, and the vector is scaled to the norm of the cheese vector of the same
/// level. All strengths get the same draw.
public struct MatchedRandomVector: Intervention {
  public static let kind = "matched-random-vector"
  public static let summary = "x + scale * (a random vector of the norm of the cheese vector)"

  /// The level whose cheese vector gives the norm, or several; nil for that of each row.
  @Parameter("level or levels of the cheese vector; by default the level under study") public var level: String?
  /// How much of it.
  @Parameter("factor of the vector") public var scale: Float = -1
  /// Which of the random vectors.
  @Parameter("number of the draw") public var draw: Int = 0
  @Prepared private var vectors: LevelVectors

  public init() {}

  /// Adds `scale` times random vector number `draw`.
  public init(level: String? = nil, scale: Float = -1, draw: Int = 0) {
    (self.level, self.scale, self.draw) = (level, scale, draw)
  }

  public var locality: Locality { $vectors?.isShared == true ? .elementwise : .row }
  public var isIdentity: Bool { scale == 0 }

  public mutating func prepare(_ context: PrepareContext) throws {
    let (seed, draw) = (context.seed, UInt64(bitPattern: Int64(draw)))
    let captured = try LevelVectors(
      of: level, for: self, in: context, { $0 }, minus: CheeseVector.withoutCheese)
    vectors = captured.mapped { level, vector in
      var stream = RandomStream(seed: seed, 0x6D61_7463_6865_64, draw, UInt64(bitPattern: Int64(level ?? -1)))
      let values = stream.normals(vector.shape.count)
      let factor = Self.norm(vector.scalars) / max(Self.norm(values), .leastNormalMagnitude)
      return Tensor(values.map { Float(Double($0) * factor) }, shape: vector.shape)
    }
  }

  private static func norm(_ values: [Float]) -> Double {
    values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    isIdentity ? value : try vectors.added(to: value, scale: scale, by: self, context)
  }
}
