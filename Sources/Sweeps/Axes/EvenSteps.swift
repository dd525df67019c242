import HookKit

/// Numbers at even steps, as `-2..2/0.5` means them.
struct EvenSteps {
  let values: [Double]

  /// More than this on one axis is a typo.
  static let limit = 100_000

  /// - Throws: ``SweepError/steps(_:_:)`` for steps that lead nowhere, or too many of them.
  init(from first: Double, to last: Double, by step: Double, includesEnd: Bool) throws(SweepError) {
    let text =
      "\(ParameterValue.number(first))..\(includesEnd ? "" : "<")\(ParameterValue.number(last))/\(ParameterValue.number(step))"
    guard first.isFinite, last.isFinite, step.isFinite, step > 0 else {
      throw .steps(text, "steps are positive numbers")
    }
    guard first <= last else { throw .steps(text, "the first number is larger than the last") }
    let count = (last - first) / step
    guard count < Double(Self.limit) else {
      throw .steps(text, "these are more than \(Self.limit.grouped) steps")
    }
    // A step of 0.1 does not fall on the end exactly; what is nearer to it than a millionth of a step does.
    let reach = includesEnd ? count + 1e-6 : count - 1e-6
    let steps = reach < 0 ? 0 : Int(bounded: reach) + 1
    // Twelve digits: 3 * 0.1 is 0.3 and not 0.30000000000000004.
    values = (0..<steps).map { Self.rounded(first + Double($0) * step) }
  }

  /// Whole numbers at even steps, which no rounding touches.
  ///
  /// - Throws: ``SweepError/steps(_:_:)``.
  static func wholeNumbers(
    from first: Int128, to last: Int128, by step: Int128, includesEnd: Bool
  ) throws(SweepError) -> [Int128] {
    let text = "\(first)..\(includesEnd ? "" : "<")\(last)/\(step)"
    guard step > 0 else { throw .steps(text, "steps are positive numbers") }
    guard first <= last else { throw .steps(text, "the first number is larger than the last") }
    let (count, rest) = (last - first).quotientAndRemainder(dividingBy: step)
    guard count < Int128(limit) else { throw .steps(text, "these are more than \(limit.grouped) steps") }
    let end = includesEnd || rest > 0 ? Int(count) : Int(count) - 1
    return end < 0 ? [] : (0...end).map { first + Int128($0) * step }
  }

  private static func rounded(_ value: Double) -> Double {
    guard value != 0 else { return 0 }
    guard abs(value) > 1e-9, abs(value) < 1e6 else { return value }
    return (value * 1e9).rounded() / 1e9 + 0
  }
}
