import COpenBLAS

/// Named columns of finite numbers from which something is to be explained, one row an observation.
public struct Design: Sendable, Hashable {
  /// The columns' names.
  public let names: [String]
  /// The numbers.
  public let matrix: Matrix

  /// Named columns.
  ///
  /// - Throws: `StatisticsError.unequalCounts`; `.notFinite` with the first row that is not finite; `.tooFew`
  ///   without rows or columns.
  public init(_ columns: [(name: String, values: [Double])]) throws {
    for column in columns where column.values.count != columns[0].values.count {
      throw StatisticsError.unequalCounts(columns[0].name, columns[0].values.count, column.name, column.values.count)
    }
    try self.init(names: columns.map(\.name), matrix: Matrix(columns: columns.map(\.values)))
  }

  /// A matrix whose columns have names.
  ///
  /// - Precondition: there is a name for every column.
  /// - Throws: `StatisticsError.notFinite`, or `.tooFew` without rows or columns.
  public init(names: [String], matrix: Matrix) throws {
    precondition(names.count == matrix.columns, "\(names.count) names for \(matrix.columns) columns")
    guard matrix.columns > 0 else { throw StatisticsError.tooFew(of: "columns", count: 0, needed: 1) }
    guard matrix.rows > 0 else { throw StatisticsError.tooFew(of: "data", count: 0, needed: 1) }
    if let place = matrix.values.firstIndex(where: { !$0.isFinite }) {
      throw StatisticsError.notFinite(
        of: "column \"\(names[place % matrix.columns])\"", row: place / matrix.columns)
    }
    (self.names, self.matrix) = (names, matrix)
  }

  /// The number of rows.
  public var rows: Int { matrix.rows }

  /// The rows with these indexes, in that order.
  public func selecting(rows: [Int]) -> Design { Design(unchecked: names, matrix.selecting(rows: rows)) }

  /// The columns with these indexes, in that order.
  public func selecting(columns: [Int]) -> Design {
    Design(unchecked: columns.map { names[$0] }, matrix.selecting(columns: columns))
  }

  init(unchecked names: [String], _ matrix: Matrix) { (self.names, self.matrix) = (names, matrix) }

  /// The names of columns that have one value in all rows.
  public var constantColumns: [String] {
    names.indices.filter { column in
      (1..<matrix.rows).allSatisfy { matrix[$0, column] == matrix[0, column] }
    }.map { names[$0] }
  }

  /// The names of columns that are sums of multiples of other columns and a constant, within rounding.
  ///
  /// Constant columns are among them. By QR with the largest remaining column first, after each column was
  /// centred and scaled to length 1: what is left of a dependent column is below 10^-9.
  public var dependentColumns: [String] {
    let scaled = Standardizer(matrix).applied(to: matrix)
    var columns = (0..<matrix.columns).flatMap { scaled.column($0) }
    LinearAlgebra.prepared
    var m = Int32(matrix.rows), n = Int32(matrix.columns), info: Int32 = 0
    var pivots = [Int32](repeating: 0, count: matrix.columns)
    var tau = [Double](repeating: 0, count: max(1, min(matrix.rows, matrix.columns)))
    var workCount = Int32(32 * (matrix.columns + 1) + 2 * matrix.columns)
    var work = [Double](repeating: 0, count: Int(workCount))
    dgeqp3_(&m, &n, &columns, &m, &pivots, &tau, &work, &workCount, &info)
    let length = Double(matrix.rows).squareRoot()
    return (0..<matrix.columns).filter { place in
      place >= matrix.rows || abs(columns[place * matrix.rows + place]) < 1e-9 * length
    }.map { Int(pivots[$0]) - 1 }.sorted().map { names[$0] }
  }

  /// - Throws: `StatisticsError.constantColumns` or `.dependentColumns` when coefficients would not be
  ///   determined; `.tooFew` with no more rows than coefficients.
  func checkDetermined(of name: String) throws {
    guard rows > names.count + 1 else {
      throw StatisticsError.tooFew(of: name, count: rows, needed: names.count + 2)
    }
    let constant = constantColumns
    guard constant.isEmpty else { throw StatisticsError.constantColumns(constant) }
    let dependent = dependentColumns
    guard dependent.isEmpty else { throw StatisticsError.dependentColumns(dependent) }
  }
}
