/// Pearson's correlation of every two columns of a table.
public struct CorrelationMatrix: Sendable, Hashable, Codable {
  /// The columns' names, in order.
  public let names: [String]
  /// `values[i][j]` is the correlation of columns i and j: symmetric, 1 on the diagonal.
  public let values: [[Double]]

  /// The correlations of named columns.
  ///
  /// - Throws: `StatisticsError.tooFew` with fewer than two rows, `.constantColumns` with all that do not vary,
  ///   `.unequalCounts`, `.notFinite`.
  public init(_ columns: [(name: String, values: [Double])]) throws {
    let rows = columns.first?.values.count ?? 0
    guard rows > 1 else { throw StatisticsError.tooFew(of: "correlations", count: rows, needed: 2) }
    var scaled: [[Double]] = [], constant: [String] = []
    for column in columns {
      guard column.values.count == rows else {
        throw StatisticsError.unequalCounts(columns[0].name, rows, column.name, column.values.count)
      }
      let sample = try Sample(column.values, of: "column \"\(column.name)\"")
      if sample.minimum == sample.maximum { constant.append(column.name) }
      let mean = sample.mean
      let centred = column.values.map { $0 - mean }
      let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
      scaled.append(centred.map { $0 / length })
    }
    guard constant.isEmpty else { throw StatisticsError.constantColumns(constant) }
    names = columns.map(\.name)
    values = scaled.indices.map { i in
      scaled.indices.map { j in
        i == j ? 1 : min(1, max(-1, zip(scaled[i], scaled[j]).reduce(0) { $0 + $1.0 * $1.1 }))
      }
    }
  }
}
