/// A dense table of doubles, row by row, with value semantics.
public struct Matrix: Sendable, Hashable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, row by row; `values.count == rows * columns` always.
  public internal(set) var values: [Double]

  /// A matrix of elements that are given row by row.
  ///
  /// - Precondition: `values` holds exactly `rows` x `columns` elements.
  public init(rows: Int, columns: Int, values: [Double]) {
    precondition(values.count == rows * columns, "\(values.count) values do not fill a \(rows) x \(columns) matrix")
    (self.rows, self.columns, self.values) = (rows, columns, values)
  }

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, values: [Double](repeating: 0, count: rows * columns))
  }

  /// A matrix of columns.
  ///
  /// - Precondition: all columns have the same length.
  public init(columns: [[Double]]) {
    let rows = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == rows }, "columns of different lengths")
    self.init(rows: rows, columns: columns.count)
    for (place, column) in columns.enumerated() {
      for row in 0..<rows { values[row * columns.count + place] = column[row] }
    }
  }

  /// The element of a row and a column.
  public subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  /// A row.
  public func row(_ row: Int) -> ArraySlice<Double> { values[row * columns..<(row + 1) * columns] }

  /// A column.
  public func column(_ column: Int) -> [Double] { (0..<rows).map { self[$0, column] } }

  /// The rows with these indexes, in that order; an index may occur again.
  public func selecting(rows wanted: [Int]) -> Matrix {
    var result: [Double] = []
    result.reserveCapacity(wanted.count * columns)
    for row in wanted { result += self.row(row) }
    return Matrix(rows: wanted.count, columns: columns, values: result)
  }

  /// The columns with these indexes, in that order.
  public func selecting(columns wanted: [Int]) -> Matrix {
    var result: [Double] = []
    result.reserveCapacity(wanted.count * rows)
    for row in 0..<rows { for column in wanted { result.append(self[row, column]) } }
    return Matrix(rows: rows, columns: wanted.count, values: result)
  }
}
