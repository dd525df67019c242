import HookKit
import Interventions
import MazeLab
import Statistics
import Sweeps

extension Lab {
  /// Puts the mouse on the decision square of every maze of the lab that has one, and asks which way the policy goes.
  ///
  /// ```swift
  /// let report = try lab.decisionReport(under: LevelPlan(plan), controls: Controls(draws: 100))
  /// let mean = report.summaries[0].difference
  /// ```
  ///
  /// - Parameters:
  ///   - edits: what the decisions are compared with; nil for none.
  ///   - controls: the null twins that mean effects are held against.
  /// - Returns: mean probabilities of the ways with 95 % intervals over mazes, and the differences maze by maze.
  /// - Throws: `Fault` when no maze has a decision square, what runs throw.
  /// - Complexity: a forward pass of a row for each maze, plan and null twin.
  public func decisionReport(under edits: LevelPlan? = nil, controls: Controls = .none) throws -> DecisionReport {
    func twins(of plan: Plan) throws -> [NullTwin] { try controls.twins(of: plan, in: policy.graph) }
    let first = try twins(of: edits?.plan(on: mazeSet.numbers[0]) ?? Plan())
    func show(_ done: Int) {
      progress(ProgressReport("asking \(policy.name)", done, of: mazeSet.count, "\(mazeSet.unit)s"))
    }
    show(0)
    let decisions = try DecisionStudy(
      of: mazeSet, policy: policy, under: edits, beside: { try twins(of: $0).map(\.plan) }, renderer: renderer,
      facing: facing, options: options, progress: show)
    return try DecisionReport(
      decisions, nulls: NullEffects(decisions, among: first), rule: intervals.over(mazeSet.unit),
      model: policy.fieldName, mazes: mazeSet, calls: edits?.texts ?? [])
  }
}

extension DecisionReport {
  /// Several policies on the same mazes beside each other, and then what was found of each.
  public static func compared(
    _ reports: [DecisionReport], of names: [String], _ rule: IntervalRule = IntervalRule()
  )
    throws -> Findings
  {
    let (mazes, studies) = (reports[0].mazes, reports.map(\.study))
    let isPatched = studies.allSatisfy { $0.trials.allSatisfy { $0.patched != nil } }
    return try ModelComparison(names, unit: mazes.unit, rule: rule) {
      for way in DecisionStudy.Way.allCases {
        ModelMeasure(
          isPatched ? "\(way.rawValue), original" : way.rawValue,
          studies.map { $0.values { way.probability($0.original) } }, in: 0...1)
        if isPatched {
          ModelMeasure(
            "\(way.rawValue), patched", studies.map { $0.values { $0.patched.map(way.probability) ?? 0 } }, in: 0...1)
        }
      }
    }.findings("At the decision squares of \(mazes): \(names.count) policies", reports.map { try $0.findings })
  }
}

extension DecisionStudy {
  /// A number of every trial by the number of its maze.
  fileprivate func values(_ value: (Trial) -> Double) -> [Int: Double] {
    Dictionary(uniqueKeysWithValues: trials.map { ($0.level, value($0)) })
  }
}

extension NullEffects {
  /// The mean effects at decision squares, beside those of the null twins that were run there.
  fileprivate init(_ study: DecisionStudy, among twins: [NullTwin]) throws {
    let ways = DecisionStudy.Way.allCases
    let effects = ways.map(study.effects)
    try self.init(
      of: zip(ways, effects).map { ($0.rawValue, $1.patched) },
      among: twins.enumerated().map { number, twin in (twin.control, effects.map { $0.beside[number] }) },
      sizes: NullSize.sizes(
        of: study.changes.plan, among: zip(twins, study.changes.beside).map { ($0.control, $1) }))
  }
}
