import HookKit
import MazeEnv

/// Mazes as researchers keep them: arrays of NumPy with the values of procgen's cells, row 0 at the bottom, as `full_grid()` of
/// procgen-tools gives them.
enum MazeGrid {
  /// The value of the mouse's cell.
  private static let mouse = 25
  private static let values: Set<Int> = [Int(Cell.empty), Int(Cell.wall), Int(Cell.cheese), mouse]

  /// The maze of an array in the contents of a file: `.npy`, or a pickle of one array; nil for a file that holds none.
  ///
  /// - Throws: `Fault` for an array that is no grid of a maze.
  static func maze(in bytes: [UInt8], path: String) throws(Fault) -> Maze? {
    // What is wrong with a pickle of something else is found by those who read that.
    guard let first = bytes.first, [0x80, 0x93].contains(first), let array = try? TypedArray(bytes, source: path) else {
      return nil
    }
    return try maze(array, path)
  }

  private static func maze(_ array: TypedArray, _ path: String) throws(Fault) -> Maze {
    let sizes = array.shape.sizes
    guard sizes.count == 2, sizes[0] == sizes[1],
      let mode = MazeMode.allCases.first(where: { $0.worldSize == sizes[0] })
    else {
      let worlds = MazeMode.allCases.map { "\($0.worldSize) x \($0.worldSize) (\($0.rawValue))" }
      throw Fault(
        .badData, path, "holds an array \(array.shape), which is no grid of a maze",
        try: "give the full grid: \(worlds.joined(separator: ", "))")
    }
    let cells = array.tensor.scalars.map { Int(exactly: $0) ?? -1 }
    if let place = cells.firstIndex(where: { !values.contains($0) }) {
      let square = Square(place / sizes[0], place % sizes[0])
      throw Fault(
        .badData, path, "has \(array.tensor.scalars[place]) at \(square), which no cell of a maze has",
        try: "a grid has 100 (open), 51 (wall), 2 (cheese) and 25 (mouse)")
    }
    let mice = cells.indices.filter { cells[$0] == mouse }
    guard mice.count <= 1 else {
      throw Fault(.badData, path, "has \(mice.count) mice", try: "a grid has one 25 at most")
    }
    let rows = (0..<sizes[0]).map { row in
      cells[row * sizes[0]..<(row + 1) * sizes[0]].map { $0 == mouse ? Int(Cell.empty) : $0 }
    }
    var maze = Maze(innerGrid: rows, mode: mode)
    // The square is in the world, as the array is as large.
    if let place = mice.first { try? maze.placeMouse(at: Square(place / sizes[0], place % sizes[0]), in: .outer) }
    return maze
  }
}
