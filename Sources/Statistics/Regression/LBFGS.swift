/// A function of many variables with its gradient.
protocol SmoothObjective {
  /// How many variables there are.
  var count: Int { get }
  /// The value at a point, and the gradient there.
  func value(at point: [Double]) -> (value: Double, gradient: [Double])
}

/// Minimises smooth functions of many variables by their last few gradients.
///
/// Source: Liu and Nocedal, "On the limited memory BFGS method for large scale optimization" (1989).
struct LBFGS {
  /// How many steps may be needed.
  var iterations = 2000
  /// Done when no element of the gradient is larger.
  var tolerance = 1e-8
  /// How many earlier steps are remembered.
  var memory = 12

  private struct Correction {
    let step, change: [Double]
    let curvature: Double
  }

  /// The minimum, from the origin.
  ///
  /// - Throws: `StatisticsError.notConverged`.
  func minimum(of objective: some SmoothObjective, of name: String) throws -> [Double] {
    var point = [Double](repeating: 0, count: objective.count)
    var (value, gradient) = objective.value(at: point)
    var corrections: [Correction] = []
    for _ in 0..<iterations {
      guard Self.largest(gradient) > tolerance else { return point }
      var direction = direction(gradient, corrections)
      var slope = Self.dot(direction, gradient)
      if slope >= 0 {
        corrections = []
        direction = gradient.map(-)
        slope = -Self.dot(gradient, gradient)
      }
      var length = corrections.isEmpty ? min(1, 1 / Self.largest(gradient)) : 1
      while true {
        let next = zip(point, direction).map { $0 + length * $1 }
        let (nextValue, nextGradient) = objective.value(at: next)
        // The last digits of the value are rounding; where they decide, the gradient does instead.
        let lowered = nextValue <= value + 1e-4 * length * slope
        let flat = nextValue <= value + 1e-12 * abs(value) && Self.largest(nextGradient) < Self.largest(gradient)
        if lowered || flat {
          let step = zip(next, point).map { $0 - $1 }, change = zip(nextGradient, gradient).map { $0 - $1 }
          let curvature = Self.dot(step, change)
          if curvature > 0 { corrections.append(Correction(step: step, change: change, curvature: curvature)) }
          if corrections.count > memory { corrections.removeFirst() }
          (point, value, gradient) = (next, nextValue, nextGradient)
          break
        }
        length /= 2
        guard length > 1e-12 else {
          // No step lowers it: as near as rounding lets us.
          if Self.largest(gradient) <= 1e3 * tolerance { return point }
          throw StatisticsError.notConverged(name, iterations: iterations, residual: Self.largest(gradient))
        }
      }
    }
    throw StatisticsError.notConverged(name, iterations: iterations, residual: Self.largest(gradient))
  }

  /// Minus the gradient times an estimate of the inverse of the second derivatives (the two loops of the
  /// paper).
  private func direction(_ gradient: [Double], _ corrections: [Correction]) -> [Double] {
    var result = gradient
    var factors: [Double] = []
    for correction in corrections.reversed() {
      let factor = Self.dot(correction.step, result) / correction.curvature
      factors.append(factor)
      Self.add(-factor, correction.change, to: &result)
    }
    if let last = corrections.last {
      let scale = last.curvature / Self.dot(last.change, last.change)
      for place in result.indices { result[place] *= scale }
    }
    for (correction, factor) in zip(corrections, factors.reversed()) {
      let other = Self.dot(correction.change, result) / correction.curvature
      Self.add(factor - other, correction.step, to: &result)
    }
    return result.map(-)
  }

  private static func dot(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for place in first.indices { sum += first[place] * second[place] }
    return sum
  }

  private static func add(_ factor: Double, _ vector: [Double], to result: inout [Double]) {
    for place in result.indices { result[place] += factor * vector[place] }
  }

  private static func largest(_ vector: [Double]) -> Double { vector.reduce(0) { max($0, abs($1)) } }
}
