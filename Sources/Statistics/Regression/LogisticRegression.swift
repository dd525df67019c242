import Foundation

/// Logistic regression of a yes or no on named columns: P(yes) = 1 / (1 + exp(-(intercept + x ·
/// coefficients))).
///
/// Fitted by Newton's method (iteratively reweighted least squares), or by L-BFGS where a penalty allows for
/// more columns than Newton's matrices are good for. Without a penalty it is the estimate of statsmodels'
/// `Logit`, with one that of scikit-learn's `LogisticRegression`.
public struct LogisticRegression: Sendable, Hashable {
  /// The penalty; none by default.
  public var penalty: Penalty
  /// How many iterations may be needed.
  public var iterations: Int
  /// Above this number of columns a fit with a penalty is by L-BFGS.
  static let mostNewtonColumns = 200

  /// A regression with this penalty.
  public init(_ penalty: Penalty = .none, iterations: Int = 100) {
    (self.penalty, self.iterations) = (penalty, iterations)
  }

  /// Fits the outcomes.
  ///
  /// - Parameters:
  ///   - design: rows x columns, without the intercept.
  ///   - outcomes: one for each row.
  ///   - clusters: the cluster of each row, where rows of one cluster may depend on each other; standard errors allow
  ///     for that (Liang and Zeger, 1986). Nil where all rows are independent.
  ///   - name: what the outcome is, for error messages.
  /// - Throws: `StatisticsError.oneClass`, `.unequalCounts`, `.badParameter`, `.notConverged`; without a
  ///   penalty also `.separation`, `.constantColumns`, `.dependentColumns`, and `.tooFew` rows, or clusters.
  /// - Complexity: about 8 times rows x columns² operations, or columns x rows a step of L-BFGS.
  public func fit(
    _ design: Design, _ outcomes: [Bool], clusters: [Int]? = nil, of name: String = "outcome"
  ) throws -> LogisticFit {
    guard outcomes.count == design.rows else {
      throw StatisticsError.unequalCounts("\"\(name)\"", outcomes.count, "columns", design.rows)
    }
    guard let first = outcomes.first, outcomes.contains(!first) else {
      throw StatisticsError.oneClass(of: name, value: outcomes.first == true ? "yes" : "no", rows: outcomes.count)
    }
    if let clusters { try Self.check(clusters, rows: design.rows, name) }
    let strength = try penalty.strength()
    if strength > 0, design.names.count > Self.mostNewtonColumns {
      let objective = SoftmaxObjective(
        design.matrix, classes: outcomes.map { $0 ? 1 : 0 }, count: 2, strength: strength, isBinary: true)
      let weights = try LBFGS(iterations: max(iterations, 2000)).minimum(of: objective, of: "logistic regression")
      return LogisticFit(design, outcomes, weights, errors: nil, iterations: iterations)
    }
    if strength == 0 { try design.checkDetermined(of: "logistic regression of \"\(name)\"") }
    return try newton(design, outcomes, clusters, strength: strength, name)
  }

  private static func check(_ clusters: [Int], rows: Int, _ name: String) throws {
    guard clusters.count == rows else {
      throw StatisticsError.unequalCounts("clusters of \"\(name)\"", clusters.count, "columns", rows)
    }
    let count = Set(clusters).count
    guard count > 1 else { throw StatisticsError.tooFew(of: "clusters of \"\(name)\"", count: count, needed: 2) }
  }

  private func newton(
    _ design: Design, _ outcomes: [Bool], _ clusters: [Int]?, strength: Double, _ name: String
  ) throws -> LogisticFit {
    var state = NewtonState(design, outcomes, strength: strength)
    for iteration in 1...max(1, iterations) {
      guard let step = state.step() else {
        throw StatisticsError.separation(of: name, columns: design.columnsSeparating(outcomes))
      }
      state.move(by: step)
      // Where classes are separated, every step moves some rows by about 1 for ever; else steps shrink quadratically.
      if state.lastMove < 1e-9 {
        let errors = strength > 0 ? nil : state.standardErrors(clusters: clusters)
        return LogisticFit(design, outcomes, state.weights, errors: errors, iterations: iteration)
      }
    }
    if strength == 0, state.largestScore > 15 {
      throw StatisticsError.separation(of: name, columns: design.columnsSeparating(outcomes))
    }
    throw StatisticsError.notConverged(
      "logistic regression of \"\(name)\"", iterations: iterations, residual: state.lastMove)
  }
}

extension Design {
  /// The columns of which one value is a border between both outcomes.
  func columnsSeparating(_ outcomes: [Bool]) -> [String] {
    names.indices.filter { column in
      let values = matrix.column(column)
      let yes = zip(values, outcomes).filter(\.1).map(\.0)
      let no = zip(values, outcomes).filter { !$0.1 }.map(\.0)
      guard let yesLow = yes.min(), let yesHigh = yes.max(), let noLow = no.min(), let noHigh = no.max()
      else { return false }
      return yesHigh <= noLow || noHigh <= yesLow
    }.map { names[$0] }
  }
}
