/// How far a piece of work is.
public struct ProgressReport: Sendable, Hashable {
  /// What is being done: "computing null twins".
  public var label: String
  /// How many steps are done, of how many; nil where nobody knows.
  public var done: Int?, total: Int?
  /// What a step is, in the plural: "episodes"; empty for steps that mean nothing to a reader.
  public var unit: String
  /// How many of the steps were done before this work began.
  public var before: Int

  /// Work of which nothing is known but its name.
  public init(_ label: String) {
    (self.label, done, total, unit, before) = (label, nil, nil, "", 0)
  }

  /// Work of `total` steps.
  public init(_ label: String, _ done: Int, of total: Int, _ unit: String = "", before: Int = 0) {
    (self.label, self.done, self.total, self.unit, self.before) = (label, done, total, unit, before)
  }

  /// The part that is done, 0 to 1; nil where it is not known.
  public var fraction: Double? {
    guard let done, let total, total > 0 else { return nil }
    return min(1, max(0, Double(done) / Double(total)))
  }

  /// Whether it is about the same work as an earlier one. Where steps are counted the label may say which step it is.
  public func continues(_ other: ProgressReport) -> Bool {
    guard let done, let before = other.done else { return label == other.label && total == other.total }
    return (total, unit) == (other.total, other.unit) && done >= before
  }

  /// How long it will take yet, in seconds, at the pace so far; nil before anything is known.
  public func secondsLeft(after seconds: Double) -> Double? {
    guard let done, let total, done > before, seconds > 0 else { return nil }
    return seconds / Double(done - before) * Double(max(0, total - done))
  }
}
