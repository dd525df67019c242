/// A way in which a maze is unlike those that procgen generates.
public enum MazeFault: Sendable, Hashable, CustomStringConvertible {
  /// The inner maze has an even number of squares along each side, or fewer than three.
  case size(Int)
  /// A cell has a value that procgen does not generate.
  case value(Square, Int)
  /// An inner square with both coordinates even is a wall.
  case closed(Square)
  /// An inner square with both coordinates odd is no wall.
  case opened(Square)
  /// Some squares cannot be reached from the others: that many.
  case disconnected(Int)
  /// There are that many passages more than a tree has.
  case cycles(Int)
  /// There is no cheese, or more than one.
  case cheeseCount(Int)
  /// The cheese is on the start square.
  case cheeseAtStart
  /// The mouse is in a wall or outside the inner maze.
  case mouseOffPath(Square)

  /// What is off, as a sentence without a full stop.
  public var description: String {
    switch self {
    case .size(let size): "the inner maze is \(size) x \(size); procgen's have an odd size of at least 3"
    case .value(let square, let value):
      "square \(square) has the value \(value); procgen's are 100, 51 and 2"
    case .closed(let square): "square \(square) is a wall; squares with even row and column are open"
    case .opened(let square): "square \(square) is open; squares with odd row and column are walls"
    case .disconnected(let count): "\(count) open squares cannot be reached from the others"
    case .cycles(let count):
      "\(count) passages too many for a tree: there is more than one way to some squares"
    case .cheeseCount(let count): "there are \(count) cheeses; procgen puts exactly one"
    case .cheeseAtStart: "the cheese is on the start square (0, 0)"
    case .mouseOffPath(let square): "the mouse is at \(square), which is no open square"
    }
  }
}

extension Maze {
  /// Everything in which this maze is unlike those that procgen generates; empty when nothing is.
  public var distributionFaults: [MazeFault] {
    let size = innerSize
    var faults = [MazeFault]()
    if size < 3 || size % 2 == 0 { faults.append(.size(size)) }
    faults += cellFaults
    let open = innerSquares { $0 != Cell.wall }
    if let first = open.first {
      let reached = distances(from: first).count
      if reached < open.count { faults.append(.disconnected(min(reached, open.count - reached))) }
      // A forest of k trees has k passages fewer than squares.
      let extra = passages - (open.count - treeCount(of: open))
      if extra > 0 { faults.append(.cycles(extra)) }
    }
    let cheeses = cheeses
    if cheeses.count != 1 { faults.append(.cheeseCount(cheeses.count)) }
    if cheeses.contains(start) { faults.append(.cheeseAtStart) }
    if cell(at: outerMouse, in: .outer) == Int(Cell.wall) { faults.append(.mouseOffPath(mouse)) }
    return faults
  }

  /// Whether procgen could generate this maze, the position of the mouse aside.
  public var isOnDistribution: Bool { distributionFaults.isEmpty }

  private var cellFaults: [MazeFault] {
    let grid = innerGrid
    var faults = [MazeFault]()
    for (row, values) in grid.enumerated() {
      for (column, value) in values.enumerated() {
        let square = Square(row, column)
        if ![Cell.empty, Cell.wall, Cell.cheese].contains(Int32(value)) {
          faults.append(.value(square, value))
        }
        let isWall = value == Int(Cell.wall)
        if row % 2 == 0 && column % 2 == 0 && isWall { faults.append(.closed(square)) }
        if row % 2 == 1 && column % 2 == 1 && !isWall { faults.append(.opened(square)) }
      }
    }
    return faults
  }

  private func treeCount(of open: [Square]) -> Int {
    var left = Set(open)
    var count = 0
    for square in open where left.contains(square) {
      count += 1
      left.subtract(distances(from: square).keys)
    }
    return count
  }
}
