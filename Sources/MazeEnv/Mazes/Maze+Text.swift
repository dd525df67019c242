import HookKit

/// A maze as text that people can read, write and compare.
///
///     mode: hard
///     background: 3
///
///     ..C
///     .##
///     M..
///
/// The top row comes first. `#` is a wall, `.` an empty square, `C` cheese, `M` the mouse on an empty
/// square, `&` the mouse on a cheese, `%` the mouse inside a wall. Lines that start with `;` are comments.
/// A grid smaller than the mode's world is put in its middle. Optional headers, in front of the grid:
///
/// - `mode:` easy, hard (default) or memory;
/// - `background:` 0 (default) to 8;
/// - `facing:` left (default) or right;
/// - `mouse: ROW, COLUMN` in outer coordinates, for a mouse outside the world or on a `?`; without it and
///   without a mouse in the grid, the mouse is in the grid's bottom left square;
/// - `value: ROW, COLUMN, VALUE` in outer coordinates, for a cell drawn as `?`.
extension Maze {
  /// The text of the maze, which `Maze(text:)` reads back as an equal maze.
  public var text: String {
    var lines = ["mode: \(mode.rawValue)", "background: \(background)"]
    if mouseFacesRight { lines.append("facing: right") }
    if !contains(outerMouse) || Self.symbol(of: Int32(cell(at: outerMouse, in: .outer))) == "?" {
      lines.append("mouse: \(outerMouse.row), \(outerMouse.column)")
    }
    for (index, value) in cells.enumerated() where Self.symbol(of: value) == "?" {
      lines.append("value: \(index / worldSize), \(index % worldSize), \(value)")
    }
    return (lines + [""] + gridLines).joined(separator: "\n") + "\n"
  }

  /// The lines of the text's grid, the top row first.
  public var gridLines: [String] {
    let margin = textMargin
    return (margin..<(worldSize - margin)).reversed().map { row in
      String((margin..<(worldSize - margin)).map { column in symbol(at: Square(row, column)) })
    }
  }

  /// How many rings of wall the text leaves out: all, unless the mouse is in them.
  private var textMargin: Int {
    let padding = padding
    guard 2 * padding < worldSize else { return 0 }
    guard contains(outerMouse) else { return padding }
    let edges = [
      outerMouse.row, outerMouse.column, worldSize - 1 - outerMouse.row, worldSize - 1 - outerMouse.column,
    ]
    return edges.reduce(padding, min)
  }

  private func symbol(at square: Square) -> Character {
    let symbol = Self.symbol(of: cells[square.row * worldSize + square.column])
    guard square == outerMouse else { return symbol }
    switch symbol {
    case ".": return "M"
    case "C": return "&"
    case "#": return "%"
    default: return symbol
    }
  }

  private static func symbol(of value: Int32) -> Character {
    switch value {
    case Cell.wall: "#"
    case Cell.empty: "."
    case Cell.cheese: "C"
    default: "?"
    }
  }
}
