extension Maze {
  /// A shortest path between two inner squares, both ends included; nil when there is none.
  ///
  /// Steps go left, down, right or up through everything that is no wall, the cheese as well. In a tree
  /// there is only one path.
  public func shortestPath(from first: Square, to last: Square) -> [Square]? {
    // Searching from the end gives every square its next one on the way there.
    let search = Search(self, from: last)
    return search.path(from: first)
  }

  /// The number of steps from an inner square to every square that can be reached from it.
  public func distances(from square: Square) -> [Square: Int] { Search(self, from: square).distances }

  /// The last square that the paths from the start to the cheese and to the corner share before they part.
  ///
  /// Nil without cheese, when one of the paths is a part of the other, or when one of them does not exist.
  public var decisionSquare: Square? {
    guard let cheese, let toCheese = shortestPath(from: start, to: cheese),
      let toCorner = shortestPath(from: start, to: corner)
    else { return nil }
    let shared = zip(toCheese, toCorner).prefix { $0 == $1 }.count
    guard shared > 0, shared < toCheese.count, shared < toCorner.count else { return nil }
    return toCheese[shared - 1]
  }

  /// Whether the squares that are no wall are connected and have no cycle.
  public var isTree: Bool {
    let open = innerSquares { $0 != Cell.wall }
    guard let first = open.first else { return false }
    return distances(from: first).count == open.count && passages == open.count - 1
  }

  /// The number of pairs of neighbouring inner squares that are both no wall.
  var passages: Int {
    let isOpen = cells.map { $0 != Cell.wall }
    let size = worldSize
    var count = 0
    for row in 0..<size {
      for column in 0..<size where isOpen[row * size + column] {
        if column + 1 < size, isOpen[row * size + column + 1] { count += 1 }
        if row + 1 < size, isOpen[(row + 1) * size + column] { count += 1 }
      }
    }
    return count
  }
}

/// A breadth-first search over a maze.
private struct Search {
  private static let unseen: Int32 = -1

  private let size: Int
  private let padding: Int
  private let root: Int?
  /// For every outer cell that was reached, the one before it; the root is its own.
  private var parents: [Int32]
  /// The cells reached, nearest first.
  private var order: [Int] = []

  init(_ maze: Maze, from square: Square) {
    size = maze.worldSize
    padding = maze.padding
    parents = [Int32](repeating: Self.unseen, count: size * size)
    let outer = Square(square.row &+ padding, square.column &+ padding)
    guard maze.contains(outer), maze.cell(at: outer, in: .outer) != Int(Cell.wall) else {
      root = nil
      return
    }
    let start = outer.row * size + outer.column
    root = start
    parents[start] = Int32(start)
    order.append(start)
    var next = 0
    while next < order.count {
      let cell = order[next]
      next += 1
      let row = cell / size
      let column = cell % size
      if column > 0 { visit(cell - 1, from: cell, in: maze) }
      if row > 0 { visit(cell - size, from: cell, in: maze) }
      if column + 1 < size { visit(cell + 1, from: cell, in: maze) }
      if row + 1 < size { visit(cell + size, from: cell, in: maze) }
    }
  }

  private mutating func visit(_ cell: Int, from parent: Int, in maze: Maze) {
    guard parents[cell] == Self.unseen, maze.cells[cell] != Cell.wall else { return }
    parents[cell] = Int32(parent)
    order.append(cell)
  }

  private func inner(_ cell: Int) -> Square { Square(cell / size - padding, cell % size - padding) }

  func path(from square: Square) -> [Square]? {
    let row = square.row &+ padding
    let column = square.column &+ padding
    guard let root, (0..<size).contains(row), (0..<size).contains(column) else { return nil }
    var cell = row * size + column
    guard parents[cell] != Self.unseen else { return nil }
    var path = [inner(cell)]
    while cell != root {
      cell = Int(parents[cell])
      path.append(inner(cell))
    }
    return path
  }

  var distances: [Square: Int] {
    var steps = [Int](repeating: 0, count: parents.count)
    var distances = [Square: Int](minimumCapacity: order.count)
    for cell in order {
      let parent = Int(parents[cell])
      if parent != cell { steps[cell] = steps[parent] + 1 }
      distances[inner(cell)] = steps[cell]
    }
    return distances
  }
}
