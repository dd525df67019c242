/// A spanning tree over the even cells of a square grid, grown by Kruskal's algorithm as procgen does it.
///
/// Cells are numbered row by row from the bottom: `size * y + x`.
struct SpanningMaze {
  let size: Int
  /// The open cells in the order they were carved, which decides where the cheese goes.
  private(set) var carved: [Int] = []
  private var isCarved: [Bool]
  private var parents: [Int32]

  /// - Precondition: `size` is odd and at least 3.
  init(size: Int, generator: inout MersenneTwister) {
    self.size = size
    isCarved = [Bool](repeating: false, count: size * size)
    parents = (0..<Int32(size * size)).map { $0 }
    carved.reserveCapacity((size + 1) * (size + 1) / 2)
    var walls = Self.walls(size: size)
    var joinsLeft = (size + 1) * (size + 1) / 4 - 1
    while !walls.isEmpty {
      let drawn = Int(generator.below(UInt32(walls.count)))
      // Once the tree is complete only the number of draws matters, not which walls they name.
      if joinsLeft == 0 {
        walls.removeLast()
      } else if join(across: walls.remove(at: drawn)) {
        joinsLeft -= 1
      }
    }
  }

  /// A wall that may be opened: the cell between two others.
  private struct Wall {
    let middle: Int16
    /// From the middle to its second end; the first end lies as far on the other side.
    let step: Int16
  }

  private static func walls(size: Int) -> [Wall] {
    var walls = [Wall]()
    walls.reserveCapacity((size * size - 1) / 2)
    for x in stride(from: 1, to: size, by: 2) {
      for y in stride(from: 0, to: size, by: 2) { walls.append(Wall(middle: Int16(size * y + x), step: 1)) }
    }
    for x in stride(from: 0, to: size, by: 2) {
      for y in stride(from: 1, to: size, by: 2) {
        walls.append(Wall(middle: Int16(size * y + x), step: Int16(size)))
      }
    }
    return walls
  }

  /// Opens the wall when its two ends are not connected yet.
  private mutating func join(across wall: Wall) -> Bool {
    let middle = Int(wall.middle)
    let step = Int(wall.step)
    let first = root(of: middle - step)
    let second = root(of: middle + step)
    if first == second { return false }
    parents[first] = Int32(second)
    for cell in [middle - step, middle, middle + step] where !isCarved[cell] {
      isCarved[cell] = true
      carved.append(cell)
    }
    return true
  }

  private mutating func root(of cell: Int) -> Int {
    var cell = cell
    while Int(parents[cell]) != cell {
      parents[cell] = parents[Int(parents[cell])]
      cell = Int(parents[cell])
    }
    return cell
  }
}
