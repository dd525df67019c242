/// How much a feature says on its own about a class or a number, by an F test.
public struct FScore: Sendable, Hashable, Codable {
  /// Explained over unexplained variance, each by its degrees of freedom; 0 for a feature that does not vary.
  public let f: Double
  /// The probability of so large an F by chance; 1 for a feature that does not vary.
  public let probability: Double

  static let nothing = FScore(f: 0, probability: 1)

  init(f: Double, probability: Double) { (self.f, self.probability) = (f, probability) }

  init(_ f: Double, _ above: Double, _ below: Double) {
    self.f = f.isFinite ? f : .greatestFiniteMagnitude
    probability = f.isFinite ? FDistribution.tail(f, above, below) : 0
  }
}

/// F tests of features one by one: scikit-learn's `f_classif` and `f_regression`.
public enum FTest {
  /// The variance of a feature between classes over that within them (analysis of variance), for every column.
  ///
  /// - Throws: `StatisticsError.oneClass`, `.unequalCounts`, or `.tooFew` with no more rows than classes.
  public static func scores(_ matrix: Matrix, classes: [Int], of name: String = "class") throws -> [FScore] {
    try check(matrix, classes.count, name)
    let counts = Dictionary(classes.map { ($0, 1.0) }, uniquingKeysWith: +)
    let places = Dictionary(uniqueKeysWithValues: counts.keys.sorted().enumerated().map { ($1, $0) })
    guard counts.count > 1 else {
      throw StatisticsError.oneClass(of: name, value: classes.first.map(String.init) ?? "none", rows: classes.count)
    }
    guard matrix.rows > counts.count else {
      throw StatisticsError.tooFew(of: name, count: matrix.rows, needed: counts.count + 1)
    }
    let sizes = counts.keys.sorted().map { counts[$0] ?? 0 }, columns = matrix.columns
    let scaler = Standardizer(matrix), scaled = scaler.applied(to: matrix)
    // Standardised, so that the squares of a column add up to the number of rows.
    var sums = [Double](repeating: 0, count: sizes.count * columns), squares = [Double](repeating: 0, count: columns)
    for row in 0..<matrix.rows {
      let base = (places[classes[row]] ?? 0) * columns
      for column in 0..<columns {
        let value = scaled.values[row * columns + column]
        sums[base + column] += value
        squares[column] += value * value
      }
    }
    let above = Double(sizes.count - 1), below = Double(matrix.rows - sizes.count)
    return (0..<columns).map { column in
      guard squares[column] > 0.5 else { return .nothing }
      let between = sizes.indices.reduce(0.0) { total, place in
        let sum = sums[place * columns + column]
        return total + sum * sum / sizes[place]
      }
      let within = max(0, squares[column] - between)
      return FScore(between / above / (within / below), above, below)
    }
  }

  /// The square of the correlation of a feature with a number, over what it leaves unexplained, for every
  /// column.
  ///
  /// - Throws: `StatisticsError.constantColumns` for a target that does not vary, `.unequalCounts`, `.tooFew`
  ///   below three rows.
  public static func scores(_ matrix: Matrix, target: [Double], of name: String = "target") throws -> [FScore] {
    try check(matrix, target.count, name)
    guard matrix.rows > 2 else { throw StatisticsError.tooFew(of: name, count: matrix.rows, needed: 3) }
    let mean = try Sample(target, of: name).mean
    let centred = target.map { $0 - mean }
    let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else { throw StatisticsError.constantColumns([name]) }
    let scaled = Standardizer(matrix).applied(to: matrix)
    let products = scaled.transposedTimes(centred.map { $0 / length })
    let below = Double(matrix.rows - 2)
    return (0..<matrix.columns).map { column in
      let isConstant = (0..<matrix.rows).allSatisfy { scaled.values[$0 * matrix.columns + column].magnitude < 1e-7 }
      guard !isConstant else { return .nothing }
      let square = min(1, products[column] * products[column] / Double(matrix.rows))
      return FScore(square / (1 - square) * below, 1, below)
    }
  }

  /// The columns with the largest scores, best first; equals in the order of the columns.
  public static func best(_ count: Int, of scores: [FScore]) -> [Int] {
    Array(scores.indices.sorted { (-scores[$0].f, $0) < (-scores[$1].f, $1) }.prefix(count))
  }

  private static func check(_ matrix: Matrix, _ count: Int, _ name: String) throws {
    guard matrix.rows == count else {
      throw StatisticsError.unequalCounts("\"\(name)\"", count, "columns", matrix.rows)
    }
  }
}
