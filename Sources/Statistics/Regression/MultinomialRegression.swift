/// Logistic regression with any number of classes: P(class) is the softmax of one linear score for each, with
/// an L2 penalty.
///
/// The estimate of scikit-learn's `LogisticRegression(multi_class="multinomial")`, by L-BFGS. Without a
/// penalty, coefficients would not be determined: the same may be added to all classes.
public struct MultinomialRegression: Sendable, Hashable {
  /// One over the strength of the penalty, as in scikit-learn.
  public var c: Double
  /// How many steps may be needed.
  public var iterations: Int
  /// Done when no element of the gradient is larger.
  public var tolerance: Double

  /// A regression with this penalty.
  public init(c: Double = 1, iterations: Int = 5000, tolerance: Double = 1e-8) {
    (self.c, self.iterations, self.tolerance) = (c, iterations, tolerance)
  }

  /// Fits classes that are numbered 0 ..< count.
  ///
  /// - Throws: `StatisticsError.oneClass`, `.unequalCounts`, `.badParameter`, `.notConverged`.
  /// - Precondition: classes are within 0 ..< count.
  /// - Complexity: about 4 x rows x columns x count operations a step, of which there are tens to hundreds.
  public func fit(
    _ design: Design, _ classes: [Int], count: Int, of name: String = "class"
  ) throws -> MultinomialFit {
    guard classes.count == design.rows else {
      throw StatisticsError.unequalCounts("\"\(name)\"", classes.count, "columns", design.rows)
    }
    precondition(classes.allSatisfy { (0..<count).contains($0) }, "a class outside 0..<\(count)")
    guard Set(classes).count > 1 else {
      throw StatisticsError.oneClass(of: name, value: classes.first.map(String.init) ?? "none", rows: classes.count)
    }
    // Classes without rows would have intercepts of minus infinity.
    let present = Set(classes).sorted()
    let places = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1, $0) })
    let objective = SoftmaxObjective(
      design.matrix, classes: classes.map { places[$0] ?? 0 }, count: present.count,
      strength: try Penalty.l2(c: c).strength(), isBinary: false)
    let solver = LBFGS(iterations: iterations, tolerance: tolerance)
    let weights = try solver.minimum(of: objective, of: "regression of \"\(name)\"")
    return MultinomialFit(
      classes: present, intercepts: Array(weights[..<present.count]),
      coefficients: Matrix(
        rows: present.count, columns: design.matrix.columns, values: Array(weights[present.count...])))
  }
}

/// A fitted multinomial regression.
public struct MultinomialFit: Sendable, Hashable {
  /// The classes that occurred, in rising order.
  public let classes: [Int]
  /// A constant for each of them.
  public let intercepts: [Double]
  /// Coefficients, classes x columns.
  public let coefficients: Matrix

  /// The most probable class of every row.
  public func predictions(_ matrix: Matrix) -> [Int] {
    let scores = matrix.times(coefficients, otherTransposed: true)
    return (0..<matrix.rows).map { row in
      let best = classes.indices.max { scores[row, $0] + intercepts[$0] < scores[row, $1] + intercepts[$1] }
      return classes[best ?? 0]
    }
  }

  /// The share of rows whose most probable class is theirs.
  public func accuracy(_ matrix: Matrix, _ truth: [Int]) -> Double {
    Double(zip(predictions(matrix), truth).count { $0 == $1 }) / Double(truth.count)
  }
}
