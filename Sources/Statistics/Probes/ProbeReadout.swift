/// What a probe that was fitted to all rows reads off features as they are: `offset + direction . x` for each target.
///
/// The numbers are those of the standardised fit, put back into the features' own units.
public struct ProbeReadout: Sendable, Hashable {
  /// Targets x columns; of classes those that occurred, and of two classes one: the second against the first.
  public let directions: Matrix
  /// A constant for each of them.
  public let offsets: [Double]
  /// The classes that the directions are for; nil for numbers.
  public let classes: [Int]?

  init(_ scaler: Standardizer, _ coefficients: Matrix, _ intercepts: [Double], classes: [Int]?) {
    var directions = coefficients
    for target in 0..<directions.rows {
      for column in 0..<directions.columns { directions[target, column] /= scaler.scales[column] }
    }
    let shifts = directions.times(scaler.means)
    self.init(directions, zip(intercepts, shifts).map { $0 - $1 }, classes)
  }

  private init(_ directions: Matrix, _ offsets: [Double], _ classes: [Int]?) {
    guard let known = classes, known.count == 2 else {
      (self.directions, self.offsets, self.classes) = (directions, offsets, classes)
      return
    }
    let difference = (0..<directions.columns).map { directions[1, $0] - directions[0, $0] }
    self.directions = Matrix(rows: 1, columns: directions.columns, values: difference)
    (self.offsets, self.classes) = ([offsets[1] - offsets[0]], [known[1]])
  }

  /// What it reads off each row, rows x targets.
  public func values(_ features: Matrix) -> Matrix {
    var result = features.times(directions, otherTransposed: true)
    for row in 0..<result.rows { for target in offsets.indices { result[row, target] += offsets[target] } }
    return result
  }
}
