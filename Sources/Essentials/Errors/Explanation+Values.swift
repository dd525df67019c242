/// Numbers and arrays that cannot be used.
extension Explanation {
  /// A number, or what has one, that is too large or too small: "400 steps: is out of range; give 1 to 300".
  public static func outOfRange(_ subject: String, allowed: String, _ category: Category = .usage) -> Explanation {
    Explanation(category, subject, "is out of range", try: "give \(allowed)")
  }

  /// Numbers of which `count` are infinite or not a number: "a.npy: 2 of its numbers are infinite or not a number (NaN) as
  /// 32-bit floats". In their file they may be finite, and beyond 3.4e38.
  ///
  /// - Parameters:
  ///   - source: where they are from.
  ///   - count: how many are not finite.
  ///   - numbers: what all of them are.
  ///   - remedy: what would work.
  public static func notFinite(
    _ source: String, _ count: Int, of numbers: String = "its numbers", try remedy: String = "give finite numbers"
  ) -> Explanation {
    Explanation(
      .badData, source,
      "\(count.grouped) of \(numbers) \(count == 1 ? "is" : "are") infinite or not a number (NaN) as 32-bit floats",
      try: remedy)
  }

  /// An array of a shape that fits nowhere: "a.npy: has shape [3], which does not fit the site fc_out".
  ///
  /// - Parameters:
  ///   - source: where it is from.
  ///   - shape: its shape.
  ///   - target: what it should fit.
  ///   - remedy: what would work.
  ///   - category: what failed.
  public static func unfit(
    _ source: String, _ shape: some CustomStringConvertible, for target: String, try remedy: String,
    _ category: Category = .badData
  ) -> Explanation {
    Explanation(category, source, "has shape \(shape), which does not fit \(target)", try: remedy)
  }
}
