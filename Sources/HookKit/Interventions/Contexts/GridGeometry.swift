/// How a square grid world lies over the input image, so that squares can be found in activations.
///
/// The world fills the whole image, and its row 0 is at the *bottom*. Squares are given in *inner* coordinates: those of
/// the maze without the rings of wall around it. This is the one place that knows about padding, flip and stride.
public struct GridGeometry: Hashable, Sendable, Codable {
  /// The number of squares along each side of the world.
  public let worldSize: Int
  /// The number of rings around the inner grid.
  public let padding: Int

  /// A world of `worldSize` x `worldSize` squares, the outer `padding` rings of which are not of the inner grid.
  public init(worldSize: Int, padding: Int) {
    self.worldSize = worldSize
    self.padding = padding
  }

  /// The number of squares along each side of the inner grid.
  public var innerSize: Int { worldSize - 2 * padding }

  /// The lines and columns of a `height` x `width` activation map that cover an inner square; neither is empty.
  ///
  /// On each axis these are the cells whose centres lie in the square or, where cells are so large that none does, the one
  /// cell that holds the square's centre (procgen-tools' `get_channel_from_grid_pos`).
  public func cells(row: Int, column: Int, height: Int, width: Int) -> (lines: Range<Int>, columns: Range<Int>) {
    (covering(worldSize - 1 - (row + padding), of: height), covering(column + padding, of: width))
  }

  /// The inner square under the centre of a cell of a `height` x `width` activation map; outside `0..<innerSize` for cells over
  /// the rings around the inner grid.
  public func square(line: Int, column: Int, height: Int, width: Int) -> (row: Int, column: Int) {
    let fromTop = (2 * line + 1) * worldSize / (2 * height)
    return (worldSize - 1 - fromTop - padding, (2 * column + 1) * worldSize / (2 * width) - padding)
  }

  /// The cells of an axis of `size` cells that cover square number `square`, counted from the top or left.
  private func covering(_ square: Int, of size: Int) -> Range<Int> {
    // Cell k has its centre at (2k + 1) / (2 size) of the image; the square spans square/world ..< (square + 1)/world.
    let inside = (0..<size).filter { cell in
      let centre = (2 * cell + 1) * worldSize
      return centre >= 2 * size * square && centre < 2 * size * (square + 1)
    }
    if let first = inside.first, let last = inside.last { return first..<last + 1 }
    let holding = (2 * square + 1) * size / (2 * worldSize)
    return holding..<holding + 1
  }
}
