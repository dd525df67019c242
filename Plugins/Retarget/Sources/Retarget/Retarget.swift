import Experiments

/// Sets the cells of some channels that cover a square to a value, and the rest of those channels to another:
/// `x[channels, square] = value`, `x[channels, elsewhere] = default`.
///
/// In a channel that follows the cheese this says "the cheese is here", and the mouse should go there.
///
/// Source: Mini et al., "Understanding and controlling a maze-solving policy
/// network" (2023), where one cell of channel 55 is set to 5.5.
public struct Retarget: Intervention {
  public static let kind = "retarget"
  public static let summary = "value in the cells that cover the square, default in the rest of the channels"

  /// The inner square, row 0 at the bottom.
  @Parameter("the inner square to draw the mouse to") public var square: Square
  /// The channels that follow the cheese.
  @Parameter("numbers of channels") public var channels: [Int]
  /// What the cells that cover the square become.
  @Parameter("what the cells that cover the square become") public var value: Float = 5.5
  /// What all other cells of the channels become.
  @Parameter("what the channels' other cells become; by default they stay") public var `default`: Float?
  /// The offsets into a row of the cells that cover the square, for every geometry of the run's rows.
  @Prepared private var target: [GridGeometry?: [Int]]
  /// The offsets of all cells of the channels.
  @Prepared private var all: [Int]

  public init() {}

  /// Draws the mouse to `square` by `value` in `channels`.
  public init(square: Square, channels: [Int], value: Float = 5.5, default: Float? = nil) {
    (self.square, self.channels, self.value, self.default) = (square, channels, value, `default`)
  }

  /// Where all rows have one geometry, the same cells cover the square in all of them.
  public var locality: Locality { $target?.count == 1 ? .elementwise : .row }

  /// The cells that cover the square, or with a default all cells of the channels.
  public var touched: Selection {
    .indices([.positions(channels)] + (self.default == nil ? [.square(row: square.row, column: square.column)] : []))
  }

  public mutating func prepare(_ context: PrepareContext) throws {
    // A selection does the rest: it knows how squares lie over cells, and says what is wrong with channels and squares.
    let place = Selection.indices([.positions(channels), .square(row: square.row, column: square.column)])
    let geometries = Set(context.inputs.rows.map(\.geometry))
    target = try Dictionary(
      uniqueKeysWithValues: geometries.map { ($0, try place.elements(of: context.site, geometry: $0).offsets) })
    all = try Selection.indices([.positions(channels)]).elements(of: context.site).offsets
  }

  public func callAsFunction(_ x: Tensor, _ context: EditContext) -> Tensor {
    let size = context.site.shape.count
    let only = target.count == 1 ? target.first?.value : nil
    let rest = self.default
    var result = x
    result.withUnsafeMutableScalars { result in
      for (number, row) in context.rows.enumerated() {
        if let rest { for offset in all { result[number * size + offset] = rest } }
        for offset in only ?? target[row.geometry] ?? [] { result[number * size + offset] = value }
      }
    }
    return result
  }
}
