/// A linear model that reads something off features: how well it does on rows that it has not seen.
///
/// Columns are standardised; with a limit, only those with the largest F scores take part. Both are learnt from
/// the rows of the fit alone, in every fold anew. It is scikit-learn's pipeline of `SelectKBest`,
/// `StandardScaler` and `Ridge` or `LogisticRegression`.
public struct LinearProbe: Sendable, Hashable {
  /// The model.
  public enum Method: Sendable, Hashable {
    /// Ridge regression, for numbers.
    case ridge(alpha: Double)
    /// Logistic regression with an L2 penalty, for classes.
    case logistic(c: Double)
  }

  /// What is read off.
  public enum Target: Sendable, Hashable {
    /// Numbers, rows x targets.
    case numbers(Matrix)
    /// Classes 0 ..< count.
    case classes([Int], count: Int)

    /// The number of rows.
    public var rows: Int {
      switch self {
      case .numbers(let matrix): matrix.rows
      case .classes(let classes, _): classes.count
      }
    }

    /// The rows with these indexes.
    public func selecting(rows: [Int]) -> Target {
      switch self {
      case .numbers(let matrix): .numbers(matrix.selecting(rows: rows))
      case .classes(let classes, let count): .classes(rows.map { classes[$0] }, count: count)
      }
    }
  }

  /// How well a probe did.
  public struct Result: Sendable, Hashable {
    /// The score over all rows, each of them predicted by the fit that has not seen it: R² for numbers (the mean over
    /// targets), accuracy for classes.
    public let score: Double
    /// Its standard error, by leaving out the rows of one fold at a time (the jackknife); too small, as fits share most of
    /// their rows. Nil where that leaves rows that do not vary.
    public let standardError: Double?
    /// The score on each fold by itself; nil for R² in a fold whose numbers do not vary.
    public let foldScores: [Double?]
    /// The score of a probe without features: 0 for R², the share of the most frequent class for accuracy.
    public let baseline: Double
    /// The mean distance of the numbers read off from the true ones, over targets as coordinates; nil for
    /// classes.
    public let meanDistance: Double?
    /// How many columns took part.
    public let columns: Int
    /// How often each column was chosen over the folds; nil without a limit.
    public let chosen: [Int: Int]?
  }

  /// The model.
  public var method: Method
  /// The most columns that take part, by their F scores; nil for all.
  public var limit: Int?
  /// Done when no element of a gradient is larger, for logistic regressions.
  public var tolerance: Double

  /// A probe.
  public init(_ method: Method, limit: Int? = nil, tolerance: Double = 1e-5) {
    (self.method, self.limit, self.tolerance) = (method, limit, tolerance)
  }

  /// Fits the rows outside each fold, predicts those in it, and scores the predictions of all rows together.
  ///
  /// Rows of a fold need not vary: in a fold of one level all have the same cheese. Where the rows of a fit do not, it
  /// predicts what they all have.
  ///
  /// - Parameters:
  ///   - features: rows x columns.
  ///   - target: what is predicted of each row.
  ///   - folds: the fold of each row.
  ///   - name: what is read off, for error messages.
  /// - Throws: ``StatisticsError`` for targets that do not vary over all rows, counts that do not fit, solvers that do not
  ///   converge.
  /// - Precondition: numbers are for ridge regression, classes for logistic.
  public func evaluate(_ features: Matrix, _ target: Target, folds: Folds, of name: String) throws -> Result {
    guard features.rows == target.rows else {
      throw StatisticsError.unequalCounts("\"\(name)\"", target.rows, "features", features.rows)
    }
    if let limit, limit < 1 {
      throw StatisticsError.badParameter("number of features", value: "\(limit)", needed: "at least 1")
    }
    try target.checkVaries(name)
    var chosen: [Int: Int] = [:]
    let found = try folds.heldOut { train, test -> [[Double]] in
      let (rows, truth) = (features.selecting(rows: train), target.selecting(rows: train))
      if let value = truth.onlyValue { return test.map { _ in value } }
      let columns = try columns(rows, truth, name)
      for column in columns ?? [] { chosen[column, default: 0] += 1 }
      let fit = try fit(columns.map { rows.selecting(columns: $0) } ?? rows, truth, name)
      let unseen = features.selecting(rows: test)
      return fit.predictions(columns.map { unseen.selecting(columns: $0) } ?? unseen)
    }
    let scores = HeldOutScores(target, found)
    let all = Array(found.indices)
    return Result(
      score: scores.score(all) ?? 0, standardError: scores.jackknife(folds),
      foldScores: (0..<folds.count).map { scores.score(folds.test($0)) }, baseline: Self.baseline(target),
      meanDistance: scores.meanDistance, columns: min(limit ?? features.columns, features.columns),
      chosen: limit == nil ? nil : chosen)
  }

  /// What the probe reads off once it is fitted to all rows; its score is that of ``evaluate(_:_:folds:of:)``.
  ///
  /// - Throws: as ``evaluate(_:_:folds:of:)``.
  /// - Precondition: there is no ``limit``.
  public func readout(_ features: Matrix, _ target: Target, of name: String) throws -> ProbeReadout {
    precondition(limit == nil, "a readout is of all columns")
    guard features.rows == target.rows else {
      throw StatisticsError.unequalCounts("\"\(name)\"", target.rows, "features", features.rows)
    }
    try target.checkVaries(name)
    let fit = try fit(features, target, name)
    return switch fit.model {
    case .linear(let model): ProbeReadout(fit.scaler, model.coefficients, model.intercepts, classes: nil)
    case .classes(let model): ProbeReadout(fit.scaler, model.coefficients, model.intercepts, classes: model.classes)
    }
  }

  /// The F score of every column: of classes, or the largest over the targets.
  public static func scores(_ features: Matrix, _ target: Target, of name: String) throws -> [FScore] {
    switch target {
    case .classes(let classes, _): return try FTest.scores(features, classes: classes, of: name)
    case .numbers(let matrix):
      // A target that these rows do not vary in says nothing of features; without any that does, it is an error.
      let targets = (0..<matrix.columns).map(matrix.column)
      let varying = targets.filter { column in column.contains { $0 != column[0] } }
      let all = try (varying.isEmpty ? targets : varying).map { try FTest.scores(features, target: $0, of: name) }
      return (0..<features.columns).map { column in
        all.map { $0[column] }.max { $0.f < $1.f } ?? .nothing
      }
    }
  }

  private static func baseline(_ target: Target) -> Double {
    guard case .classes(let classes, _) = target, !classes.isEmpty else { return 0 }
    let counts = Dictionary(classes.map { ($0, 1) }, uniquingKeysWith: +)
    return Double(counts.values.max() ?? 0) / Double(classes.count)
  }

  private func columns(_ features: Matrix, _ target: Target, _ name: String) throws -> [Int]? {
    guard let limit, limit < features.columns else { return limit == nil ? nil : Array(0..<features.columns) }
    return FTest.best(limit, of: try Self.scores(features, target, of: name)).sorted()
  }

  private func fit(_ features: Matrix, _ target: Target, _ name: String) throws -> ProbeFit {
    let scaler = Standardizer(features)
    let design = Design(unchecked: [], scaler.applied(to: features))
    switch (method, target) {
    case (.ridge(let alpha), .numbers(let matrix)):
      return ProbeFit(scaler: scaler, model: .linear(try RidgeRegression(alpha: alpha).fit(design, matrix)))
    case (.logistic(let c), .classes(let classes, let count)):
      let regression = MultinomialRegression(c: c, tolerance: tolerance)
      return ProbeFit(
        scaler: scaler, model: .classes(try regression.fit(design, classes, count: count, of: name)))
    case (.ridge, .classes), (.logistic, .numbers):
      preconditionFailure("ridge regression is for numbers, logistic regression for classes")
    }
  }
}

/// A fitted probe.
private struct ProbeFit {
  enum Model {
    case linear(LinearFit)
    case classes(MultinomialFit)
  }

  let scaler: Standardizer
  let model: Model

  /// What it says of each row: a number for each target, or the class.
  func predictions(_ features: Matrix) -> [[Double]] {
    let scaled = scaler.applied(to: features)
    switch model {
    case .linear(let fit):
      let found = fit.predictions(scaled)
      return (0..<found.rows).map { Array(found.row($0)) }
    case .classes(let fit): return fit.predictions(scaled).map { [Double($0)] }
    }
  }
}
