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
  /// - Throws: `Fault`, `SiteError`.
  public init(_ plan: Plan, edit position: Int?, on graph: ModuleGraph) throws {
    guard let position = position ?? (plan.edits.count == 1 ? 0 : nil), plan.edits.indices.contains(position) else {
      throw Self.noEdit(position, of: plan.edits.count)
    }
    let edit = plan.edits[position]
    let counts = Set(try edit.pattern.sites(in: graph).map { $0.shape[0] })
    guard counts.count == 1, let count = counts.first else {
      throw Fault(
        .usage, "\(edit)", "its sites have \(counts.sorted().map(String.init).joined(separator: ", ")) channels",
        try: "name sites that have the same number")
    }
    switch (edit.selection, ChannelSelection(edit.selection)) {
    case (.all, _): channels = Array(0..<count)
    case (_, let selection?): channels = Set(selection.channels.map { $0 < 0 ? $0 + count : $0 }).sorted()
    default: channels = []
    }
    guard channels.count > 1 else {
      throw Fault(
        .usage, "\(edit)", "does not name several channels, each by its number",
        try: "leave the selection out, or begin it with a list: [[5, 7, 8]]")
    }
    (self.plan, self.edit) = (plan, position)
  }

  /// The number of an edit that is not there, or none among several.
  private static func noEdit(_ position: Int?, of count: Int) -> Fault {
    Fault(
      .usage, position.map { "--edit \($0 + 1)" } ?? "\(count) edits",
      position == nil ? "it must be said whose channels are taken away" : "the plan has \(count)",
      try: count == 0 ? "give --patch CALL or --plan FILE" : "give --edit 1 to \(count)")
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
