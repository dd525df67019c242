import HookKit
import Interventions

/// An edit of a plan whose channels can be taken away one by one.
public struct ChannelQuestion: Sendable {
  /// The plan.
  public let plan: Plan
  /// The position of the edit.
  public let edit: Int
  /// Its channels, ascending.
  public let channels: [Int]

  /// The question of which channels of an edit of a plan matter.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - position: that of the edit in the plan; nil where the plan has one edit only.
  ///   - graph: the network that the plan is for.
  /// - Throws: ``MinimisationError``, `SiteError`.
  public init(_ plan: Plan, edit position: Int?, on graph: ModuleGraph) throws {
    guard let position = position ?? (plan.edits.count == 1 ? 0 : nil), plan.edits.indices.contains(position) else {
      throw MinimisationError.whichEdit(position.map { $0 + 1 }, of: plan.edits.count)
    }
    let edit = plan.edits[position]
    let counts = Set(try edit.pattern.sites(in: graph).map { $0.shape[0] })
    guard counts.count == 1, let count = counts.first else {
      throw MinimisationError.severalSizes(edit.description, counts.sorted())
    }
    switch (edit.selection, ChannelSelection(edit.selection)) {
    case (.all, _): channels = Array(0..<count)
    case (_, let selection?): channels = Set(selection.channels.map { $0 < 0 ? $0 + count : $0 }).sorted()
    default: throw MinimisationError.noChannels(edit.description)
    }
    guard channels.count > 1 else { throw MinimisationError.noChannels(edit.description) }
    (self.plan, self.edit) = (plan, position)
  }

  /// The plan with the edit on some of its channels only; without the edit for none.
  public func plan(on channels: [Int]) -> Plan {
    var some = Plan(edits: plan.edits, allowUnmatched: true)
    let whole = plan.edits[edit]
    if channels.isEmpty {
      some.edits.remove(at: edit)
    } else {
      let selection = ChannelSelection(whole.selection)?.selecting(channels) ?? .indices([.positions(channels)])
      some.edits[edit] = Edit(whole.pattern, any: whole.intervention, on: selection, when: whole.timing)
    }
    return some
  }
}

/// A plan that cannot be made smaller.
public enum MinimisationError: ExplainedError, Hashable {
  /// The number of an edit that is not there, or none among several.
  case whichEdit(Int?, of: Int)
  /// A pattern that means sites of different numbers of channels.
  case severalSizes(String, [Int])
  /// A selection without several channels.
  case noChannels(String)
  /// An effect of 0, of which nothing can be kept, or none at all.
  case noEffect(metric: String, mazes: Int, isDefined: Bool)
  /// A part to keep that is not between 0 and 1.
  case keep(Double)

  public var explanation: Explanation {
    switch self {
    case .whichEdit(let number, let count):
      Explanation(
        .usage, number.map { "--edit \($0)" } ?? "\(count) edits",
        number == nil ? "it must be said whose channels are taken away" : "the plan has \(count)",
        try: count == 0 ? "give --patch CALL or --plan FILE" : "give --edit 1 to \(count)")
    case .severalSizes(let call, let counts):
      Explanation(
        .usage, call, "its sites have \(counts.map(String.init).joined(separator: ", ")) channels",
        try: "name sites that have the same number")
    case .noChannels(let call):
      Explanation(
        .usage, call, "selects no several channels by their numbers",
        try: "leave the selection out, or begin it with a list: [[5, 7, 8]]")
    case .noEffect(let metric, let mazes, let isDefined):
      Explanation(
        .usage, "metric \"\(metric)\"",
        isDefined ? "the plan has no effect on it" : "has no number in any of \(mazes) mazes",
        try: "choose another metric, other mazes or a stronger edit")
    case .keep(let part):
      Explanation(.usage, "--keep \(part)", "this is no part of an effect", try: "give a number above 0, at most 1")
    }
  }
}
