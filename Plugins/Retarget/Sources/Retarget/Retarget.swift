import Experiments

/// Sets channels to a value in the cells that cover a square of the maze, and perhaps to another everywhere else.
///
/// `x[channels, cells of the square] = value`; with a default, `x[channels, all other cells] = default`. The square is
/// an inner one: in mazes of other sizes it lies elsewhere in the picture.
///
/// Source: Turner, Grietzer, Mini, MacDiarmid and Udell, "Understanding and controlling a maze-solving policy network"
/// (2023), with a value of 5.5 in eleven channels.
public struct Retarget: Intervention {
  public static let kind = "retarget"
  public static let summary = "value in the cells that cover a square, in some channels; default in their other cells"

  /// The inner square: row (0 at the bottom) and column.
  @Parameter("row and column of the inner square, row 0 at the bottom") public var square: [Int]
  /// The channels.
  @Parameter("which channels") public var channels: [Int]
  /// What is put into the cells of the square.
  @Parameter("what the cells of the square become") public var value: Float = 5.5
  /// What is put into all other cells of the channels; nil to leave them as they are.
  @Parameter("what the channels' other cells become; by default they stay") public var `default`: Float?

  public init() {}

  /// Sets `channels` to `value` where a square is.
  public init(square: Square, channels: [Int], value: Float = 5.5, default other: Float? = nil) {
    self.square = [square.row, square.column]
    (self.channels, self.value, self.default) = (channels, value, other)
  }

  /// Which cells are meant depends on the maze of the row.
  public var locality: Locality { .row }

  public mutating func prepare(_ context: PrepareContext) throws {
    let shape = context.site.shape
    guard shape.rank == 3 else {
      throw ParameterError(
        self, "\(context.site.name) has rows of shape \(shape), and no cells that cover squares",
        try: "use a site of shape [channels, lines, columns]")
    }
    guard square.count == 2 else {
      throw ParameterError(self, "a square has a row and a column", try: "write square: [3, 4]")
    }
    let outside = channels.filter { !(0..<shape[0]).contains($0) }
    guard outside.isEmpty, !channels.isEmpty else {
      throw ParameterError(
        self, channels.isEmpty ? "no channels are named" : "there is no channel \(outside[0])",
        try: "\(context.site.name) has channels 0 to \(shape[0] - 1)")
    }
    for row in context.inputs.rows { _ = try cells(of: row, in: shape) }
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    let shape = context.site.shape
    let (lines, columns) = (shape[1], shape[2])
    var result = value
    for (number, row) in context.rows.enumerated() {
      let cells = try cells(of: row, in: shape)
      result.withUnsafeMutableScalars { scalars in
        for channel in channels {
          let start = number * shape.count + channel * lines * columns
          if let other = self.default {
            for index in start..<start + lines * columns { scalars[index] = other }
          }
          for line in cells.lines {
            for column in cells.columns { scalars[start + line * columns + column] = self.value }
          }
        }
      }
    }
    return result
  }

  /// The lines and columns that cover the square in a row's maze.
  private func cells(of row: Inputs.Row, in shape: Shape) throws -> (lines: Range<Int>, columns: Range<Int>) {
    guard let geometry = row.geometry else {
      throw ParameterError(
        self, "nobody knows how the maze of a row lies in its picture", try: "run it on mazes, in easy or hard mode")
    }
    let range = 0..<geometry.innerSize
    guard range.contains(square[0]), range.contains(square[1]) else {
      throw ParameterError(
        self, "the maze has no square (\(square[0]), \(square[1]))", try: "its rows and columns are 0 to \(range.upperBound - 1)")
    }
    return geometry.cells(row: square[0], column: square[1], height: shape[1], width: shape[2])
  }
}
