import Essentials

/// A statistical question that its data cannot answer.
public enum StatisticsError: ExplainedError, Hashable {
  /// There are fewer values or rows than the question needs.
  case tooFew(of: String, count: Int, needed: Int)
  /// A value is infinite or not a number.
  case notFinite(of: String, row: Int)
  /// Two lists that belong together have different lengths.
  case unequalCounts(String, Int, String, Int)
  /// A parameter of a method makes no sense.
  case badParameter(String, value: String, needed: String)
  /// Columns that have one value in all rows, where that leaves nothing to compute.
  case constantColumns([String])
  /// Columns that others add up to, so that coefficients are not determined.
  case dependentColumns([String])
  /// All rows belong to one class.
  case oneClass(of: String, value: String, rows: Int)
  /// What is to be predicted is the same in all rows.
  case sameInAllRows(of: String, rows: Int)
  /// A class has fewer rows than there are folds, or less than one row.
  case smallClass(of: String, value: String, rows: Int, folds: Int)
  /// The columns separate the classes, so that the largest likelihood is at infinite coefficients.
  case separation(of: String, columns: [String])
  /// A solver did not reach its tolerance.
  case notConverged(String, iterations: Int, residual: Double)

  /// What is wrong, and what would work.
  public var explanation: Explanation {
    switch self {
    case .tooFew(let name, let count, let needed):
      Explanation(
        .badData, name, "has \(count) \(count == 1 ? "row" : "rows"), and \(needed) are needed",
        try: "take more levels or episodes")
    case .notFinite(let name, let row):
      Explanation(.badData, name, "row \(row) is infinite or not a number", try: "leave out what has no value")
    case .unequalCounts(let first, let firstCount, let second, let secondCount):
      Explanation(
        .badData, "\(first) and \(second)", "have \(firstCount) and \(secondCount) rows",
        try: "give both for the same rows")
    case .badParameter(let name, let value, let needed):
      Explanation(.usage, "\(name) \(value)", "makes no sense here", try: "it must be \(needed)")
    case .constantColumns(let names):
      Explanation(
        .badData, Self.listed(names), "the same in all rows, so nothing can be learnt from it",
        try: "leave it out, or take rows in which it varies")
    case .dependentColumns(let names):
      Explanation(
        .badData, Self.listed(names), "a sum of multiples of the other columns, so coefficients are not determined",
        try: "leave it out, or use a penalty (ridge, L2)")
    case .oneClass(let name, let value, let rows):
      Explanation(
        .badData, "\"\(name)\"", "is \(value) in all \(rows) rows", try: "take rows in which it differs")
    case .sameInAllRows(let name, let rows):
      Explanation(
        .badData, "\"\(name)\"", "is the same in all \(rows) rows, so that there is nothing to predict",
        try: "take more levels, among which it differs")
    case .smallClass(let name, let value, let rows, let folds):
      Explanation(
        .badData, "\"\(name)\"", "is \(value) in \(rows) of the rows only, too few for \(folds) folds",
        try: "take more rows, or fewer folds")
    case .separation(let name, let columns):
      Explanation(
        .badData, "\"\(name)\"",
        (columns.isEmpty ? "a sum of multiples of columns" : "a value of \(Self.listed(columns))")
          + " is a border beyond which it never varies, so that the likelihood has no maximum",
        try: "use a penalty (L2), leave columns out, or take more rows")
    case .notConverged(let name, let iterations, let residual):
      Explanation(
        .badData, name, "did not converge in \(iterations) iterations (residual \(residual))",
        try: "standardise the columns, use a stronger penalty, or allow more iterations")
    }
  }

  private static func listed(_ names: [String]) -> String {
    "\(names.count == 1 ? "column" : "columns") \(names.quotedList(most: 6))"
  }
}
