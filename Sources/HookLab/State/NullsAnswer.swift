import HookKit
import MazeLab
import Statistics
import Sweeps

/// The answers to `nulls`: the mean total variation of the plan beside that of matched random controls, some at a time.
///
/// Every draw is that of `hookctl compare --nulls`.
enum NullsAnswer {
  private static let twinsAtOnce = 5
  static let draws = 1...1000

  static func answer(_ request: LabRequest, _ subject: LabSubject, send: (LabFrame) throws -> Void) throws {
    let count = request.draws ?? 20
    guard draws.contains(count) else { throw LabError.outOfRange("\(count) controls", "1 to 1000") }
    let comparison = try subject.comparison()
    let twins = try subject.computing { try Controls(draws: count).twins(of: subject.plan, in: subject.policy.graph) }
    var values: [Double] = []
    for first in stride(from: 0, to: twins.count, by: twinsAtOnce) {
      let part = twins[first..<min(first + twinsAtOnce, twins.count)]
      values += try subject.computing { try self.values(part.map(\.plan), beside: comparison, subject) }
      try send(frame(comparison.difference.meanTotalVariation, values, twins, count))
    }
  }

  private static func values(
    _ plans: [Plan], beside comparison: FieldComparison, _ subject: LabSubject
  ) throws -> [Double] {
    try VectorField.compute(
      subject.state, policy: subject.policy, under: plans, renderer: subject.renderer, facing: subject.facing,
      options: subject.options
    ).map { try FieldDelta(from: comparison.original, to: $0.field).meanTotalVariation }
  }

  private static func frame(_ value: Double, _ nulls: [Double], _ twins: [NullTwin], _ total: Int) throws -> LabFrame {
    let place = try NullComparison(value, among: nulls, of: "mean-total-variation")
    let interval = try place.percentileInterval()
    var frame = LabFrame()
    frame.add("metric", .string("mean-total-variation"))
    frame.add("control", .string(twins[0].control.summary))
    frame.add("total", .integer(total))
    frame.add("value", .number(value.sixDecimals))
    frame.add(
      "percentile", .array([interval.estimate, interval.lower, interval.upper].map { .number($0.sixDecimals) }))
    frame.add("nulls", nulls)
    return frame
  }
}
