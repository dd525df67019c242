/// A count, size or offset worked out from numbers that a file states: nothing (`nil`) as soon as one is
/// negative or a result does not fit.
///
/// All arithmetic on such numbers goes through here, so that none of it can trap or wrap around.
struct CheckedSize: Equatable {
  /// The number, at least 0; nil when there is none.
  let value: Int?

  init(_ value: Int?) { self.value = value.flatMap { $0 >= 0 ? $0 : nil } }

  static func * (left: Self, right: Self) -> Self {
    combine(left, right) { $0.multipliedReportingOverflow(by: $1) }
  }

  static func + (left: Self, right: Self) -> Self { combine(left, right) { $0.addingReportingOverflow($1) } }

  static func - (left: Self, right: Self) -> Self {
    combine(left, right) { $0.subtractingReportingOverflow($1) }
  }

  static func * (left: Self, right: Int) -> Self { left * Self(right) }
  static func + (left: Self, right: Int) -> Self { left + Self(right) }

  /// The number when it is there and at most `limit`.
  func within(_ limit: Int) -> Int? { value.flatMap { $0 <= limit ? $0 : nil } }

  private static func combine(
    _ left: Self, _ right: Self, _ operation: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) -> Self {
    guard let left = left.value, let right = right.value else { return Self(nil) }
    let (result, overflows) = operation(left, right)
    return Self(overflows ? nil : result)
  }
}
