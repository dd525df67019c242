import HookKit
import MazeEnv
import Statistics

/// A convolutional probe of a site: the same weights at every cell, which read a label of the cell off its channels.
///
/// The labels are whether the cheese or the mouse is here, or the square is open. Its direction has the shape
/// `[channels, 1, 1]`: added to a site, it is added at every cell.
public struct CellProbing: Sendable {
  /// The site.
  public let site: Site
  /// What is read off: "cheese here", "square open".
  public let name: String
  /// The rows for which it is known.
  public let rows: [Int]
  /// Of each cell of each of these rows, in row-major order, whether it is so.
  public let labels: [Bool]
  private let features: Matrix
  private let folds: Folds
  private let probe: LinearProbe

  /// Prepares a probe of a site's cells.
  ///
  /// All cells of all rows of a level are in one fold. Cells that cover the square of the cheese or the mouse have it; a cell
  /// is open where its centre is over an open square.
  ///
  /// - Throws: ``ProbeError``; `StatisticsError.tooFew` with fewer levels than folds.
  public init(
    _ site: Site, _ target: ProbeTarget, of rows: ProbeRows, _ method: LinearProbe.Method, folds: Int, seed: UInt64
  ) throws {
    guard site.shape.rank == 3 else { throw ProbeError.noChannels(site: site.name, shape: site.shape) }
    guard let tensor = rows.activations[site.name] else { preconditionFailure("\(site.name) was not captured") }
    let (height, width) = (site.shape[1], site.shape[2])
    var (known, labels): ([Int], [Bool]) = ([], [])
    for (number, row) in rows.rows.enumerated() {
      guard let maze = rows.mazes[row.level]?.maze, let geometry = maze.geometry else { throw ProbeError.noGrid }
      let grid = CellGrid(maze: maze, geometry: geometry, height: height, width: width)
      guard let own = try grid.labels(target, row) else { continue }
      known.append(number)
      labels += own
    }
    guard !known.isEmpty else { throw ProbeError.nothingKnown(target: target.name, rows: rows.rows.count) }
    (self.site, name, self.rows, self.labels) = (site, try target.ofCells, known, labels)
    features = Matrix(cellsOf: tensor, rows: known)
    self.folds = try Folds(
      grouping: known.flatMap { [Int](repeating: rows.rows[$0].level, count: height * width) }, count: folds, seed: seed
    )
    probe = LinearProbe(method)
  }

  /// How well it tells the cells that have it from the others, on levels that the fit has not seen: the area under the ROC
  /// curve.
  ///
  /// - Throws: `StatisticsError`.
  public func result() throws -> LinearProbe.Result { try probe.separation(features, labels, folds: folds, of: name) }

  /// What it reads off, fitted to all rows: one direction of all channels.
  ///
  /// - Throws: `StatisticsError`.
  public func readout() throws -> ProbeReadout { try probe.readout(features, probe.target(labels), of: name) }
}

extension ProbeTarget {
  /// What a label of cells is called.
  ///
  /// - Throws: ``ProbeError/notForCells(target:)``.
  fileprivate var ofCells: String {
    get throws {
      switch self {
      case .cheese: "cheese here"
      case .mouse: "mouse here"
      case .open: "square open"
      default: throw ProbeError.notForCells(target: name)
      }
    }
  }
}

/// A maze over the cells of a site.
private struct CellGrid {
  let maze: Maze
  let geometry: GridGeometry
  let height: Int
  let width: Int

  /// The label of every cell, in row-major order; nil where the maze does not have what is asked for.
  func labels(_ target: ProbeTarget, _ row: ProbeRows.Row) throws -> [Bool]? {
    switch target {
    case .cheese: row.cheese.map(cells)
    case .mouse: cells(row.mouse)
    case .open: open
    default: throw ProbeError.notForCells(target: target.name)
    }
  }

  /// The cells that cover an outer square.
  private func cells(_ square: Square) -> [Bool] {
    let (lines, columns) = geometry.cells(
      row: square.row - geometry.padding, column: square.column - geometry.padding, height: height, width: width)
    return (0..<height).flatMap { line in (0..<width).map { lines.contains(line) && columns.contains($0) } }
  }

  /// The cells whose centres are over open squares.
  private var open: [Bool] {
    let open = Set(maze.legalSquares + maze.cheeses)
    return (0..<height).flatMap { line in
      (0..<width).map { column in
        let square = geometry.square(line: line, column: column, height: height, width: width)
        return open.contains(Square(square.row, square.column))
      }
    }
  }
}

extension Matrix {
  /// The cells of some rows of a tensor `[N, channels, height, width]`, each as the vector of its channels.
  fileprivate init(cellsOf tensor: Tensor, rows: [Int]) {
    let (channels, cells) = (tensor.shape[1], tensor.shape[2] * tensor.shape[3])
    var values = [Double](repeating: 0, count: rows.count * cells * channels)
    for (place, row) in rows.enumerated() {
      for channel in 0..<channels {
        let start = (row * channels + channel) * cells
        for cell in 0..<cells {
          values[(place * cells + cell) * channels + channel] = Double(tensor.scalars[start + cell])
        }
      }
    }
    self.init(rows: rows.count * cells, columns: channels, values: values)
  }
}
