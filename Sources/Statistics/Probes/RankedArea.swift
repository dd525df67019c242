/// How well numbers tell some rows from others: the area under the ROC curve.
///
/// It is the probability that a row with something has a larger number than a row without it, ties counting half: 1 where
/// all do, 0.5 where the numbers say nothing, however rare the rows are. scikit-learn's `roc_auc_score`.
///
/// Source: Hanley and McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC) curve"
/// (1982).
public enum RankedArea {
  /// The area; nil where all rows have it, or none.
  ///
  /// - Precondition: a number for each row.
  /// - Complexity: sorting.
  public static func of(_ numbers: [Double], _ labels: [Bool]) -> Double? {
    precondition(numbers.count == labels.count, "a number for each row")
    let positive = labels.count { $0 }, negative = labels.count - positive
    guard positive > 0, negative > 0 else { return nil }
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    var (sum, start) = (0.0, 0)
    while start < order.count {
      var end = start
      while end < order.count, numbers[order[end]] == numbers[order[start]] { end += 1 }
      // The mean of the ranks start + 1 ... end.
      sum += Double(order[start..<end].count { labels[$0] }) * Double(start + 1 + end) / 2
      start = end
    }
    return (sum - Double(positive) * Double(positive + 1) / 2) / (Double(positive) * Double(negative))
  }
}
