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
  /// The cells that cover the square.
  @Prepared private var target: SelectionMap
  /// All cells of the channels.
  @Prepared private var all: SelectionMap

  public init() {}

  /// Draws the mouse to `square` by `value` in `channels`.
  public init(square: Square, channels: [Int], value: Float = 5.5, default: Float? = nil) {
    (self.square, self.channels, self.value, self.default) = (square, channels, value, `default`)
  }

  /// In all rows with one grid the same cells cover the square.
  public var locality: Locality { .elementwise }

  /// The cells that cover the square, or with a default all cells of the channels.
  public var touched: Selection {
    .indices([.positions(channels)] + (self.default == nil ? [.square(row: square.row, column: square.column)] : []))
  }

  public mutating func prepare(_ context: PrepareContext) throws {
    // Selections do the rest: they know how squares lie over cells, and say what is wrong with channels and squares.
    target = try SelectionMap(.square(row: square.row, column: square.column, channels: channels), for: context)
    all = try SelectionMap(.indices([.positions(channels)]), for: context)
  }

  public func callAsFunction(_ x: Tensor, _ context: EditContext) throws -> Tensor {
    let size = context.site.shape.count
    let (targets, all) = try (target.elements(of: context.rows), all.elements(of: context.rows))
    let rest = self.default
    var result = x
    result.withUnsafeMutableScalars { result in
      for number in context.rows.indices {
        if let rest { for offset in all[number].offsets { result[number * size + offset] = rest } }
        for offset in targets[number].offsets { result[number * size + offset] = value }
      }
    }
    return result
  }
}
