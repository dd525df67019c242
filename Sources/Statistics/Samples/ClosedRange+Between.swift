extension ClosedRange<Double> {
  /// From one bound to the other, in whichever order they are given. What is not a number is no bound: on that side the range
  /// has none. Means of numbers near the largest there are come out so.
  package init(between first: Double, and second: Double) {
    let (low, high) = (first.isNaN ? -.infinity : first, second.isNaN ? .infinity : second)
    self = Swift.min(low, high)...Swift.max(low, high)
  }
}
