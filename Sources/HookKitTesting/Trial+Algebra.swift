import HookKit

/// The law about what adds and multiplies.
extension Trial {
  func algebra() throws -> [LawViolation] {
    let other = setting.value.map { 2 - 3 * $0 }
    let (first, second) = (try result(), try prepared(other, context(rows)))
    switch original.algebra {
    case .adds:
      return strange(first.scalars, second.scalars) { $0 - $1 }.map {
        [violation(.algebra, "it adds, and to another activation it adds another number to element \($0)")]
      } ?? []
    case .multiplies:
      return strange(first.scalars, second.scalars) { $1 == 0 ? 0 : $0 / $1 }.map {
        [violation(.algebra, "it multiplies, and another activation by another factor at element \($0)")]
      } ?? []
    case .other: return []
    }
  }

  /// The first element for which two activations and what became of them do not agree on a number, but for rounding.
  private func strange(_ first: [Float], _ second: [Float], _ number: (Double, Double) -> Double) -> Int? {
    let values = setting.value.scalars
    return values.indices.first { k in
      let before = Double(values[k]), other = Double(2 - 3 * values[k])
      guard before != 0, other != 0 else { return false }
      let (one, two) = (number(Double(first[k]), before), number(Double(second[k]), other))
      let size = max(1, abs(one), abs(before), abs(other), abs(Double(first[k])), abs(Double(second[k])))
      return abs(one - two) > 1e-4 * size / min(1, abs(before), abs(other))
    }
  }
}
