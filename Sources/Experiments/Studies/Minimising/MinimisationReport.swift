import HookKit
import MazeLab

/// A smallest set of channels of an edit that keeps its effect: what `hookctl minimise` shows.
public struct MinimisationReport: Report {
  /// What was found.
  public let found: Minimisation
  /// The part of the effect that had to be left.
  public let keep: Double
  /// What the effect is on, as calls write it.
  public let metric: String
  let model: String
  let mazes: MazeSet

  public var findings: Findings {
    get throws {
      let (question, call) = (found.question, found.question.plan.edits[found.question.edit].description)
      return try Findings("Channels of \(call) that keep its effect: \(model)") {
        Note(words)
        Note(found.plan.edits[question.edit].description)
        DataTable("channels", "Parts of the whole effect: on the channel alone, and without it", of: found.channels) {
          Column("channel", \.channel)
          Column("alone", \.alone)
          Column("without it", \.without)
        }
        DataTable("receipts", "What the edits of the small plan did", of: found.receipts) {
          Column("edit", \.call)
          Column("site", \.site)
          Column("rows", \.rows)
          Column("selected", \.selected)
          Column("changed", \.changed)
          Column("size") { $0.ratio }
        }
      }
    }
  }

  private var words: String {
    "\(found.channels.count) of \(found.question.channels.count.counted("channel")) keep \(found.kept.inPercent) of the "
      + "effect on \(metric): \(found.effect.fourDecimals) of \(found.whole.fourDecimals), mean over \(mazes). "
      + "Without any one of them less than \(keep.inPercent) is left. \(found.plans.grouped) plans were run."
  }
}

extension Lab {
  /// Takes channels away from an edit as long as a part of its mean effect over the lab's mazes is left (delta debugging).
  ///
  /// - Parameters:
  ///   - question: whose channels of which plan.
  ///   - keep: the part of the effect that must be left, 0 to 1.
  ///   - metric: what the effect is on.
  /// - Throws: what ``MazeLab/Minimisation`` throws.
  /// - Complexity: the fields of all mazes for each plan that is tried.
  public func minimise(
    _ question: ChannelQuestion, keeping keep: Double = 0.9, of metric: any Metric
  ) throws -> MinimisationReport {
    progress("running the plan")
    let found = try Minimisation(
      question, keeping: keep, of: metric, on: try mazeSet.numbers.map { try mazeSet.state(numbered: $0) },
      policy: policy, renderer: renderer, facing: facing, options: options
    ) { progress("\($0.grouped) plans") }
    return MinimisationReport(
      found: found, keep: keep, metric: metric.text, model: policy.fieldName, mazes: mazeSet)
  }
}
