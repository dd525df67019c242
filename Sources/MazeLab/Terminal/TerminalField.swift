import MazeEnv

/// A vector field as text: one arrow for each square, walls as blocks.
///
/// Every square takes two columns, so that squares look square. Arrows point in the nearest of eight directions.
public struct TerminalField {
  /// How fields look as text.
  public struct Options: Sendable, Hashable {
    /// Only characters of ASCII.
    public var isASCII: Bool
    /// Colours and brightness by ANSI escape sequences.
    public var usesColor: Bool
    /// The number of columns of the terminal; mazes that do not fit take one column for each square, or are cut.
    public var width: Int

    /// Unicode without colours, 80 columns wide.
    public init(isASCII: Bool = false, usesColor: Bool = false, width: Int = 80) {
      (self.isASCII, self.usesColor, self.width) = (isASCII, usesColor, width)
    }
  }

  /// A square's arrow, and whether it is to be pointed out.
  struct Cell {
    var arrow: Arrow
    var isHighlighted = false
  }

  let grid: [[Int]]
  let cells: [Square: Cell]
  let decision: Square?
  let title: String

  /// The arrows of a field.
  public init(_ field: VectorField, title: String = "") {
    self.init(field, title: title, highlighted: [])
  }

  /// The arrows of a field, some squares pointed out.
  init(_ field: VectorField, title: String, highlighted: Set<Square>) {
    grid = field.grid
    decision = (try? DecisionPoint(field))?.square
    cells = Dictionary(
      uniqueKeysWithValues: zip(field.squares, field.arrows).map { square, arrow in
        (square, Cell(arrow: arrow, isHighlighted: highlighted.contains(square)))
      })
    self.title = title
  }

  /// The number of columns of the drawing at its full size.
  var fullWidth: Int { 2 * grid.count }

  /// The drawing, a line for each row, the top row first; ends with a line feed.
  public func text(_ options: Options = Options()) -> String {
    lines(options).map { $0 + "\n" }.joined()
  }

  /// The lines of the drawing, all of one width but for escape sequences.
  func lines(_ options: Options) -> [String] {
    let isWide = fullWidth <= options.width
    let shown = isWide ? grid.count : min(grid.count, max(options.width, 1))
    let style = TerminalStyle(options)
    var lines = title.isEmpty ? [] : [TerminalStyle.padded(title, to: isWide ? fullWidth : shown)]
    for row in grid.indices.reversed() {
      lines.append(
        (0..<shown).map { column in
          style.text(of: content(Square(row, column)), isWide: isWide)
        }.joined())
    }
    return lines
  }

  private func content(_ square: Square) -> TerminalStyle.Content {
    let value = grid[square.row][square.column]
    if value == Int(MazeEnv.Cell.wall) { return .wall }
    if value == Int(MazeEnv.Cell.cheese) { return .cheese }
    guard let cell = cells[square] else { return .nothing }
    return .arrow(cell.arrow, isHighlighted: cell.isHighlighted, isDecision: square == decision)
  }
}
