import HookKit

extension Maze {
  /// Reads a maze from its text form; see `text`.
  ///
  /// - Throws: `MazeError.mazeText` with the line at fault.
  public init(text: String) throws { self = try MazeTextReader(text).maze() }
}

/// Reads the text form of a maze.
private struct MazeTextReader {
  private static let longest = 100_000
  private static let headers = ["mode", "background", "facing", "mouse", "value"]

  private typealias Line = (number: Int, text: String)
  private var rows: [Line] = []
  private var mode = MazeMode.hard
  private var background = 0
  private var facesRight = false
  private var mouse: Square?
  private var seen = Set<String>()
  private var values: [(square: Square, value: Int32, line: Int)] = []

  init(_ text: String) throws {
    guard text.utf8.count <= Self.longest else {
      throw MazeError.mazeText(
        line: 0, problem: "is \(text.utf8.count) bytes long", remedy: "a maze's text is short")
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let trimmed = Self.trimmed(index == 0 && line.first == "\u{feff}" ? line.dropFirst() : line)
      if trimmed.isEmpty || trimmed.hasPrefix(";") { continue }
      if rows.isEmpty, let colon = trimmed.firstIndex(of: ":") {
        let value = Self.trimmed(trimmed[trimmed.index(after: colon)...])
        try readHeader(Self.trimmed(trimmed[..<colon]), value, line: index + 1)
      } else {
        rows.append((index + 1, trimmed))
      }
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.endIndex
    return start < end ? String(text[start..<end]) : ""
  }

  private mutating func readHeader(_ name: String, _ value: String, line: Int) throws {
    func fault(_ remedy: String) -> MazeError {
      .mazeText(line: line, problem: "\"\(name): \(value)\" is not understood", remedy: remedy)
    }
    guard name == "value" || seen.insert(name).inserted else {
      throw MazeError.mazeText(line: line, problem: "\(name) is given twice", remedy: "keep one of the lines")
    }
    let numbers = value.split(separator: ",").map { Int32(Self.trimmed($0)) }
    switch name {
    case "mode":
      guard let mode = MazeMode(rawValue: value) else { throw fault("modes are easy, hard and memory") }
      self.mode = mode
    case "background":
      guard let index = Int(value), (0..<Int(Level.backgroundCount)).contains(index) else {
        throw fault("backgrounds are 0 to 8")
      }
      background = index
    case "facing":
      guard ["left", "right"].contains(value) else { throw fault("the mouse faces left or right") }
      facesRight = value == "right"
    case "mouse":
      guard numbers.count == 2, let row = numbers[0], let column = numbers[1], abs(row) < 1000,
        abs(column) < 1000
      else { throw fault("write mouse: ROW, COLUMN") }
      mouse = Square(Int(row), Int(column))
    case "value":
      guard numbers.count == 3, let row = numbers[0], let column = numbers[1], let value = numbers[2] else {
        throw fault("write value: ROW, COLUMN, VALUE")
      }
      values.append((Square(Int(row), Int(column)), value, line))
    default:
      let remedy = NearNames.suggestion(
        for: name, in: Self.headers, otherwise: "headers are \(Self.headers.joined(separator: ", "))")
      throw MazeError.mazeText(line: line, problem: "there is no header \"\(name)\"", remedy: remedy)
    }
  }

  func maze() throws -> Maze {
    let size = rows.count
    let world = mode.worldSize
    guard size >= 1, size <= world, size % 2 == 1 else {
      throw MazeError.mazeText(
        line: rows.last?.number ?? 0, problem: "the grid has \(size) rows",
        remedy: "in \(mode.rawValue) mode a grid has an odd number of rows, at most \(world)")
    }
    var maze = Maze(mode: mode)
    let margin = (world - size) / 2
    maze.background = background
    maze.mouseFacesRight = facesRight
    var drawnMouse: Square?
    var unknown = Set<Square>()
    for (index, row) in rows.enumerated() {
      guard row.text.count == size else {
        throw MazeError.mazeText(
          line: row.number, problem: "\(row.text.count) squares in a grid of \(size) rows",
          remedy: "a grid is square: write \(size)")
      }
      for (column, symbol) in row.text.enumerated() {
        let square = Square(margin + size - 1 - index, margin + column)
        if symbol == "?" { unknown.insert(square) }
        if try read(symbol, at: square, line: row.number, into: &maze) {
          guard drawnMouse == nil else {
            throw MazeError.mazeText(
              line: row.number, problem: "there is a second mouse", remedy: "keep one of them")
          }
          guard mouse == nil else {
            throw MazeError.mazeText(
              line: row.number, problem: "the mouse is drawn, and its square is given in a line",
              remedy: "keep one of them")
          }
          drawnMouse = square
        }
      }
    }
    maze.outerMouse = drawnMouse ?? mouse ?? Square(margin, margin)
    for (square, value, line) in values {
      guard unknown.remove(square) != nil else {
        throw MazeError.mazeText(
          line: line, problem: "square \(square) is not drawn as ?",
          remedy: "draw it so, or leave this line out")
      }
      maze.cells[square.row * world + square.column] = value
    }
    if let square = unknown.min() {
      throw MazeError.mazeText(
        line: 0, problem: "square \(square) is drawn as ? without a value",
        remedy: "write value: \(square.row), \(square.column), VALUE")
    }
    return maze
  }

  /// Puts one symbol into the maze; true when it is the mouse.
  private func read(_ symbol: Character, at square: Square, line: Int, into maze: inout Maze) throws -> Bool {
    let value: Int32
    switch symbol {
    case "#", "%": value = Cell.wall
    case ".", "M", "?": value = Cell.empty
    case "C", "&": value = Cell.cheese
    default:
      throw MazeError.mazeText(
        line: line, problem: "\"\(symbol)\" is no square",
        remedy: "squares are # (wall), . (empty), C (cheese) and M (mouse)")
    }
    maze.cells[square.row * maze.worldSize + square.column] = value
    return "M&%".contains(symbol)
  }
}
