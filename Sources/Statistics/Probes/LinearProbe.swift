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
    /// The score on each fold: R² for numbers (the mean over targets), accuracy for classes.
    public let validation: CrossValidation
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

  /// Fits the rows outside each fold, and scores those in it.
  ///
  /// - Parameter name: what is read off, for error messages.
  /// - Throws: `StatisticsError` for targets that do not vary, counts that do not fit, solvers that do not
  ///   converge.
  /// - Precondition: numbers are for ridge regression, classes for logistic.
  public func evaluate(_ features: Matrix, _ target: Target, folds: Folds, of name: String) throws -> Result {
    guard features.rows == target.rows else {
      throw StatisticsError.unequalCounts("\"\(name)\"", target.rows, "features", features.rows)
    }
    if let limit, limit < 1 {
      throw StatisticsError.badParameter("number of features", value: "\(limit)", needed: "at least 1")
    }
    var distances: [Double] = [], chosen: [Int: Int] = [:]
    let validation = try folds.scores { train, test in
      let (rows, truth) = (features.selecting(rows: train), target.selecting(rows: train))
      let columns = try columns(rows, truth, name)
      for column in columns ?? [] { chosen[column, default: 0] += 1 }
      let fit = try fit(columns.map { rows.selecting(columns: $0) } ?? rows, truth, name)
      let unseen = features.selecting(rows: test)
      let (score, distance) = try fit.score(
        columns.map { unseen.selecting(columns: $0) } ?? unseen, target.selecting(rows: test))
      distances += distance
      return score
    }
    return Result(
      validation: validation, baseline: Self.baseline(target),
      meanDistance: distances.isEmpty ? nil : distances.reduce(0, +) / Double(distances.count),
      columns: min(limit ?? features.columns, features.columns), chosen: limit == nil ? nil : chosen)
  }

  /// The F score of every column: of classes, or the largest over the targets.
  public static func scores(_ features: Matrix, _ target: Target, of name: String) throws -> [FScore] {
    switch target {
    case .classes(let classes, _): return try FTest.scores(features, classes: classes, of: name)
    case .numbers(let matrix):
      let all = try (0..<matrix.columns).map { try FTest.scores(features, target: matrix.column($0), of: name) }
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

  /// The score on some rows, and for numbers how far each row's are from the truth.
  func score(_ features: Matrix, _ truth: LinearProbe.Target) throws -> (Double, [Double]) {
    let scaled = scaler.applied(to: features)
    switch (model, truth) {
    case (.linear(let fit), .numbers(let matrix)):
      let found = fit.predictions(scaled)
      let distances = (0..<matrix.rows).map { row in
        zip(found.row(row), matrix.row(row)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
      }
      return (try fit.r2(scaled, matrix), distances)
    case (.classes(let fit), .classes(let classes, _)): return (fit.accuracy(scaled, classes), [])
    default: preconditionFailure("a fit is scored on what it was fitted to")
    }
  }
}
