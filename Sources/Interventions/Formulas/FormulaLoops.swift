import Foundation

/// The loops of formulas, one for each operation.
enum FormulaLoops {
  private typealias Elements = UnsafeBufferPointer<Float>

  /// The operation on single numbers.
  static func value(of operation: FormulaOperation, _ numbers: [Float]) -> Float {
    var result: Float = 0
    withUnsafeMutablePointer(to: &result) { result in
      let out = UnsafeMutableBufferPointer(start: result, count: 1)
      numbers.withUnsafeBufferPointer { numbers in
        run(operation, numbers.indices.map { UnsafeBufferPointer(rebasing: numbers[$0...$0]) }, into: out)
      }
    }
    return result
  }

  /// - Precondition: there are as many operands as the operation takes, each with the elements of `out` at least.
  static func run(
    _ operation: FormulaOperation, _ operands: [UnsafeBufferPointer<Float>], into out: UnsafeMutableBufferPointer<Float>
  ) {
    let (a, b) = (operands[0], operands[operands.count > 1 ? 1 : 0])
    switch operation {
    case .add: both(a, b, out) { $0 + $1 }
    case .subtract: both(a, b, out) { $0 - $1 }
    case .multiply: both(a, b, out) { $0 * $1 }
    case .divide: both(a, b, out) { $0 / $1 }
    case .power: both(a, b, out) { pow($0, $1) }
    case .less: both(a, b, out) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: both(a, b, out) { $0 <= $1 ? 1 : 0 }
    case .greater: both(a, b, out) { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: both(a, b, out) { $0 >= $1 ? 1 : 0 }
    case .equal: both(a, b, out) { $0 == $1 ? 1 : 0 }
    case .unequal: both(a, b, out) { $0 != $1 ? 1 : 0 }
    // What is not a number stays so in both.
    case .min: both(a, b, out) { $1 < $0 || $1.isNaN ? $1 : $0 }
    case .max: both(a, b, out) { $1 > $0 || $1.isNaN ? $1 : $0 }
    case .negate: each(a, out) { -$0 }
    case .square: each(a, out) { $0 * $0 }
    case .abs: each(a, out) { Swift.abs($0) }
    case .exp: each(a, out) { Foundation.exp($0) }
    case .log: each(a, out) { Foundation.log($0) }
    case .sqrt: each(a, out) { $0.squareRoot() }
    case .tanh: each(a, out) { Foundation.tanh($0) }
    case .relu: each(a, out) { $0 < 0 ? 0 : $0 }
    case .choose: choose(a, b, operands[2], out)
    }
  }

  @inline(__always)
  private static func each(
    _ a: Elements, _ out: UnsafeMutableBufferPointer<Float>, _ operation: (Float) -> Float
  ) {
    guard let a = a.baseAddress, let to = out.baseAddress else { return }
    for k in 0..<out.count { to[k] = operation(a[k]) }
  }

  @inline(__always)
  private static func both(
    _ a: Elements, _ b: Elements, _ out: UnsafeMutableBufferPointer<Float>, _ operation: (Float, Float) -> Float
  ) {
    guard let a = a.baseAddress, let b = b.baseAddress, let to = out.baseAddress else { return }
    for k in 0..<out.count { to[k] = operation(a[k], b[k]) }
  }

  private static func choose(
    _ condition: Elements, _ a: Elements, _ b: Elements, _ out: UnsafeMutableBufferPointer<Float>
  ) {
    guard let condition = condition.baseAddress, let a = a.baseAddress, let b = b.baseAddress, let to = out.baseAddress
    else { return }
    for k in 0..<out.count { to[k] = condition[k] != 0 ? a[k] : b[k] }
  }
}
