import HookKit

/// Removes the component along a direction: `x - d (d . x) / (d . d)`.
///
/// A direction of the site's shape is one direction of whole rows. One with axes of size 1, such as
/// `[channels, 1, 1]`, is a direction at each position along those axes: every cell loses its own
/// component. Sums are in double precision.
///
/// Source: Ravfogel, Elazar, Gonen, Twiton and Goldberg, "Null it out: guarding protected attributes by
/// iterative nullspace projection" (2020); Arditi et al., "Refusal in language models is mediated by a
/// single direction" (2024).
public struct ProjectOut: Intervention {
  public static let kind = "project-out"
  public static let summary = "x - d (d . x) / (d . d)"
  public static let otherNames = ["erase", "remove", "ablate-direction"]

  /// The direction; its length does not matter.
  @Parameter("file of the direction, or numbers") public var direction: TensorSource
  /// The direction, of length 1.
  @Prepared private var unit: [Double]
  /// For each element of a row, which element of the direction belongs to it, and which of the positions it
  /// is at.
  @Prepared private var places: [(part: Int, position: Int)]
  @Prepared private var positions: Int

  public init() {}

  /// Removes the component along `direction`.
  public init(direction: TensorSource) { self.direction = direction }

  public var locality: Locality { .row }

  public mutating func prepare(_ context: PrepareContext) throws {
    let tensor = try direction.tensor(for: context)
    let site = context.site
    let shape =
      tensor.shape.rank == site.shape.rank + 1 && tensor.shape[0] == 1 ? tensor.shape.row : tensor.shape
    guard shape.rank == site.shape.rank, tensor.broadcast(to: site.shape) != nil else {
      throw ActivationError(direction, tensor.shape, at: site)
    }
    let norm = tensor.norm
    guard norm > 0, norm.isFinite else {
      throw ParameterError(
        self, "the direction has length \(norm)", try: "give one with finite elements that are not all zero")
    }
    unit = tensor.scalars.map { Double($0) / norm }
    (places, positions) = Self.places(of: site.shape, along: shape)
  }

  /// Walks over a row in order, and says for each element where it stands in the direction and beside it.
  private static func places(of row: Shape, along direction: Shape) -> ([(part: Int, position: Int)], Int) {
    let beside = Shape(zip(row.sizes, direction.sizes).map { $1 == 1 ? $0 : 1 })
    var places = [(part: 0, position: 0)]
    for axis in 0..<row.rank {
      let partStep = direction[axis] == 1 ? 0 : direction.strides[axis]
      let positionStep = beside[axis] == 1 ? 0 : beside.strides[axis]
      places = places.flatMap { place in
        (0..<row[axis]).map { (place.part + $0 * partStep, place.position + $0 * positionStep) }
      }
    }
    return (places, beside.count)
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    let size = places.count
    var components = [Double](repeating: 0, count: positions)
    return Tensor(shape: value.shape) { result in
      value.withUnsafeScalars { old in
        for start in stride(from: 0, to: old.count, by: max(size, 1)) {
          for index in components.indices { components[index] = 0 }
          for (k, place) in places.enumerated() {
            components[place.position] += unit[place.part] * Double(old[start + k])
          }
          for (k, place) in places.enumerated() {
            result[start + k] = Float(Double(old[start + k]) - components[place.position] * unit[place.part])
          }
        }
      }
    }
  }
}

extension Intervention where Self == ProjectOut {
  /// Removes the component along a direction from a file.
  public static func projectOut(direction: TensorSource) -> ProjectOut { ProjectOut(direction: direction) }

  /// Removes the component along a direction of the site's shape, or of each position where it has axes of
  /// size 1.
  public static func projectOut(direction: Tensor) -> ProjectOut { ProjectOut(direction: .values(direction)) }
}
